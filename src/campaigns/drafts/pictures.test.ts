import assert from "node:assert/strict";
import { test } from "node:test";
import { concat, utf8 } from "../../vault/bytes.ts";
import { onNode } from "../../vault/on-node.ts";
import { LONGEST_SIDE, readMadePicture } from "./pictures.ts";

const u32le = (value: number) => new Uint8Array(new Uint32Array([value]).buffer);
const chunk = (id: string, data: Uint8Array) =>
  concat(utf8(id), u32le(data.length), data, new Uint8Array(data.length % 2));
const webp = (...chunks: Uint8Array[]) => {
  const rest = concat(utf8("WEBP"), ...chunks);
  return concat(utf8("RIFF"), u32le(rest.length), rest);
};
const lossy = (width: number, height: number) =>
  chunk(
    "VP8 ",
    new Uint8Array([0, 0, 0, 0x9d, 1, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 0, 0]),
  );
const extended = (flags: number) => chunk("VP8X", new Uint8Array([flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

const segment = (marker: number, data: Uint8Array) =>
  concat(new Uint8Array([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data);
const frame = segment(0xc0, new Uint8Array([8, 0, 90, 0, 160, 3]));
const scan = concat(
  segment(0xda, new Uint8Array([1, 1, 0])),
  new Uint8Array([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]),
);
const jpeg = (...segments: Uint8Array[]) =>
  concat(new Uint8Array([0xff, 0xd8]), ...segments, frame, scan, new Uint8Array([0xff, 0xd9]));

const read = (bytes: Uint8Array) => readMadePicture(onNode, bytes);

test("a picture is named by its bytes and its size", () => {
  const one = read(webp(lossy(1600, 900)));
  assert.ok(one.ok);
  assert.match(one.file, /^[0-9a-f]{32}-1600x900\.webp$/);
  const other = read(jpeg(segment(0xe0, utf8("JFIF\0"))));
  assert.ok(other.ok);
  assert.match(other.file, /^[0-9a-f]{32}-160x90\.jpg$/);
});

test("whatever could tell where and by whom it was taken is refused", () => {
  const bad: [string, Uint8Array][] = [
    ["Exif in WebP", webp(extended(8), lossy(100, 100), chunk("EXIF", utf8("here")))],
    ["XMP in WebP", webp(extended(4), lossy(100, 100), chunk("XMP ", utf8("here")))],
    ["an unknown chunk", webp(lossy(100, 100), chunk("here", utf8("here")))],
    ["Exif in JPEG", jpeg(segment(0xe1, utf8("Exif\0\0here")))],
    ["a comment in JPEG", jpeg(segment(0xfe, utf8("here")))],
    ["JPEG with something behind it", concat(jpeg(), utf8("here"))],
    ["WebP with something behind it", concat(webp(lossy(100, 100)), utf8("here"))],
    ["PNG", concat(new Uint8Array([0x89]), utf8("PNG\r\n\x1a\n"), new Uint8Array(40))],
    ["SVG", utf8("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")],
    ["nothing", new Uint8Array()],
    ["half a WebP", webp(lossy(100, 100)).subarray(0, 31)],
    ["WebP that ends where its flags would be", webp(lossy(100, 100), chunk("VP8X", new Uint8Array()))],
  ];
  for (const [what, bytes] of bad) assert.equal(read(bytes).ok, false, what);
  assert.equal(read(webp(lossy(LONGEST_SIDE + 1, 10))).ok, false);
  assert.equal(read(new Uint8Array(600_000)).ok, false);
});
