// SPDX-License-Identifier: Apache-2.0
// The process of sharp: takes orders, one a line, and answers each with a receipt, as MakerMain does for a JVM.
// As its pages show it: a pipeline of its own for each output, all of them at once, and its own number of threads.
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

// The same few pictures come again and again here, which they don't on a server.
sharp.cache(false);

const SAMPLE_SIDE = 128;
const COLOURS = 5;
const ROUNDS = 12;

const ENCODE = {
  jpg: (pipeline, options) => pipeline.jpeg(options),
  png: (pipeline) => pipeline.png(),
  webp: (pipeline, options) => pipeline.webp(options),
  avif: (pipeline, options) => pipeline.avif(options),
};

async function output(picture, wish, format) {
  const scaled = sharp(picture)
    .autoOrient()
    .resize({
      width: wish.width,
      height: wish.height,
      fit: wish.crop ? 'cover' : 'inside',
      withoutEnlargement: true,
    });
  const options = wish.quality === 0 ? {} : { quality: wish.quality };
  return { file: `${wish.name}.${format}`, bytes: await ENCODE[format](scaled, options).toBuffer() };
}

// sharp itself finds one dominant colour (stats), and reads all pixels for it; a small copy and k-means is kinder to it.
async function palette(picture) {
  const { data, info } = await sharp(picture)
    .autoOrient()
    .resize({ width: SAMPLE_SIDE, height: SAMPLE_SIDE, fit: 'inside' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let centres = Array.from({ length: COLOURS }, (_, i) => pixel(data, info, Math.floor(((i + 0.5) * info.width * info.height) / COLOURS)));
  for (let round = 0; round < ROUNDS; round++) {
    centres = moved(centres, data, info);
  }
  return centres;
}

function pixel(data, info, index) {
  const at = index * info.channels;
  return [data[at], data[at + 1], data[at + 2]];
}

function moved(centres, data, info) {
  const sums = centres.map(() => [0, 0, 0, 0]);
  for (let at = 0; at < data.length; at += info.channels) {
    const sum = sums[nearest(centres, data, at)];
    sum[0] += data[at];
    sum[1] += data[at + 1];
    sum[2] += data[at + 2];
    sum[3]++;
  }
  return sums.map((sum, i) => (sum[3] === 0 ? centres[i] : [sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]]));
}

function nearest(centres, data, at) {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < centres.length; i++) {
    const red = centres[i][0] - data[at];
    const green = centres[i][1] - data[at + 1];
    const blue = centres[i][2] - data[at + 2];
    const distance = red * red + green * green + blue * blue;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}

async function make(order, picture) {
  const outputs = order.wishes.flatMap((wish) => wish.formats.map((format) => output(picture, wish, format)));
  const colours = order.palette ? palette(picture) : null;
  const all = await Promise.all(outputs);
  await colours;
  if (order.folder !== null) {
    await write(all, join(order.folder, basename(picture, extname(picture))));
  }
  return all.reduce((sum, made) => sum + made.bytes.length, 0);
}

async function write(all, folder) {
  await mkdir(folder, { recursive: true });
  for (const made of all) {
    await writeFile(join(folder, made.file), made.bytes);
  }
}

async function bytesOf(order) {
  let bytes = 0;
  for (let time = 0; time < order.times; time++) {
    for (const picture of order.pictures) {
      bytes += await make(order, picture);
    }
  }
  return bytes;
}

async function carryOut(order) {
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  let bytes = 0;
  let trouble = null;
  try {
    bytes = await bytesOf(order);
  } catch (e) {
    trouble = String(e);
  }
  const cpu = process.cpuUsage(cpuBefore);
  return {
    cpuNanos: (cpu.user + cpu.system) * 1000,
    wallNanos: Number(process.hrtime.bigint() - before),
    bytes,
    peakKilobytes: process.resourceUsage().maxRSS,
    trouble,
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await carryOut(JSON.parse(line))));
}
