// Draws the add-in's icons: two dice on a rounded square. `npm run icons` writes public/icons/icon-{16,32,64,80}.png.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';

const sizes = [16, 32, 64, 80];
const samples = 8;
const blue = [31, 95, 168];
const white = [255, 255, 255];

// Lengths in shares of the icon's side; later shapes cover earlier ones.
const square = (x, y, side, radius, colour) => ({ x, y, side, radius, colour });
const pip = (x, y, radius, colour) => square(x - radius, y - radius, 2 * radius, radius, colour);
const shapes = [
  square(0, 0, 1, 0.18, blue),
  square(0.14, 0.14, 0.46, 0.09, white),
  pip(0.25, 0.25, 0.055, blue), pip(0.37, 0.37, 0.055, blue), pip(0.49, 0.49, 0.055, blue),
  square(0.41, 0.41, 0.5, 0.13, blue),
  square(0.45, 0.45, 0.42, 0.09, white),
  pip(0.56, 0.56, 0.055, blue), pip(0.76, 0.56, 0.055, blue), pip(0.56, 0.76, 0.055, blue), pip(0.76, 0.76, 0.055, blue),
];

const inside = ({ x, y, side, radius }, px, py) => {
  const dx = Math.max(x + radius - px, px - (x + side - radius), 0);
  const dy = Math.max(y + radius - py, py - (y + side - radius), 0);
  return px >= x && px <= x + side && py >= y && py <= y + side && dx * dx + dy * dy <= radius * radius;
};

const pixel = (column, row, size) => {
  const sum = [0, 0, 0, 0];
  for (let sub = 0; sub < samples * samples; sub++) {
    const px = (column + ((sub % samples) + 0.5) / samples) / size;
    const py = (row + (Math.floor(sub / samples) + 0.5) / samples) / size;
    const shape = shapes.findLast((candidate) => inside(candidate, px, py));
    if (shape === undefined) continue;
    shape.colour.forEach((value, channel) => { sum[channel] += value; });
    sum[3] += 1;
  }
  return sum[3] === 0 ? [0, 0, 0, 0] : [...sum.slice(0, 3).map((value) => Math.round(value / sum[3])), Math.round((255 * sum[3]) / (samples * samples))];
};

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
  return framed;
};

/** A PNG (ISO/IEC 15948): 8 bits a channel, red, green, blue, alpha. */
const png = (size) => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: size }, (_, row) => [0, ...Array.from({ length: size }, (__, column) => pixel(column, row, size)).flat()]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
};

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const size of sizes) writeFileSync(`${folder}icon-${size}.png`, png(size));
