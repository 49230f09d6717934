// Reads a code for cameras (QR) from a picture, as a telephone would: Chromium opens the picture, jsQR reads it.
import reader from "jsqr";
import type { Page } from "playwright-core";

/**
 * Reads the code in a PNG.
 * @param tab any tab without a page of ours; it is left blank
 * @returns what the code says and how large the picture is; null when there is no code that can be read
 */
export async function readCode(
  tab: Page,
  png: Uint8Array,
): Promise<{ says: string; width: number; height: number } | null> {
  await tab.goto("about:blank");
  const picture = await tab.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let bytes = "";
    for (let at = 0; at < data.length; at += 8192)
      bytes += String.fromCharCode(...data.subarray(at, at + 8192));
    return { width: canvas.width, height: canvas.height, pixels: btoa(bytes) };
  }, Buffer.from(png).toString("base64"));
  const { width, height, pixels } = picture;
  const read = reader.default(new Uint8ClampedArray(Buffer.from(pixels, "base64")), width, height);
  return read && { says: read.data, width, height };
}
