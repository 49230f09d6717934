// Makes a picture anew: drawn on a canvas and written from there, so that nothing of the file goes along but what one
// sees: no place, no time, no camera. Small enough for a telephone.

/** The browser cannot read the file as a picture, or cannot make it small enough. */
export class PictureRefused extends Error {}

const LONGEST = 1_600;
const MOST = 300_000;
const QUALITIES = [0.84, 0.72, 0.6, 0.48];

/**
 * @param file what somebody chose
 * @returns WebP, or JPEG where the browser cannot write WebP
 * @throws PictureRefused
 */
export async function madeAnew(file: Blob): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => {
    throw new PictureRefused("not a picture that this browser reads");
  });
  try {
    for (let longest = LONGEST; longest >= 400; longest = Math.floor(longest * 0.75)) {
      const canvas = drawn(bitmap, longest);
      for (const quality of QUALITIES) {
        const made =
          (await written(canvas, "image/webp", quality)) ?? (await written(canvas, "image/jpeg", quality));
        if (made && made.size <= MOST) return new Uint8Array(await made.arrayBuffer());
      }
    }
  } finally {
    bitmap.close();
  }
  throw new PictureRefused("too large");
}

function drawn(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  if (!pen) throw new PictureRefused("no canvas");
  // What is seen through would be black in JPEG.
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @returns null when the browser writes another kind than asked */
function written(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) =>
    canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, quality),
  );
}
