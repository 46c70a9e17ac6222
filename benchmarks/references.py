#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Has independent tools read the pictures of a corpus, for `benchmarks/run corpus` to compare with.

usage: references.py CORPUS OUT.tsv [--only PREFIX]

Each line of OUT.tsv is one tool's reading of one file: file, tool, width, height, and the pixels in hex. A reading is
upright, in sRGB, over white and at most 64 pixels a side. Tools that are not installed are left out:
  pillow    python3-pil: ICC through LittleCMS, EXIF orientation
  vips      libvips-tools
  magick    imagemagick
  chromium  chromium, headless, which alone heeds gAMA, cHRM and cICP
"""

import csv
import http.server
import io
import os
import shutil
import subprocess
import sys
import tempfile
import threading

try:
    from PIL import Image, ImageCms, ImageOps
    Image.MAX_IMAGE_PIXELS = None
except ImportError:
    Image = None

SIDE = 64
SECONDS = 30
MAGICK = shutil.which("convert-im6") or shutil.which("magick")
THROUGH_MAGICK = ("bmp", "ico", "icns", "pcx", "sgi", "tga")  # vips hands these on, so it is no second witness
THROUGH_LIBHEIF = ("avif", "heif")  # vips and ImageMagick both do, so only one of them is asked
CORRECTED = {"odd/pnm/colors.ppm": (3, 2)}  # where a manifest is wrong; see Entry.java
FOOLED = {  # what a tool gets visibly wrong: it has no word on this file
    # Uncompressed YCbCr: vips shows it unconverted, ImageMagick takes BT.601 whatever the coefficients say.
    "good/image-rs/ycbcr_lzw_bt709.tif": ("vips", "magick"),
    # A channel of unspecified meaning is taken for alpha, as in alpha_is_unsaid; but Pillow doesn't open this one.
    "odd/tiff/extra_bits_gray_8b.tiff": ("vips", "magick"),
    # Gray and alpha in separate planes: vips interleaves their rows, ImageMagick swaps them.
    "odd/tiff/minisblack-2c-8b-alpha.tiff": ("vips", "magick"),
    # PQ: libheif shows the numbers unconverted; so does Chromium where the matrix depends on the primaries.
    "colour/avif-png/colors_hdr_p3.avif": ("vips",),
    "colour/avif-png/colors_hdr_rec2020.avif": ("vips",),
    "colour/avif-png/colors_hdr_srgb.avif": ("vips",),
    "colour/avif-png/colors_wcg_hdr_rec2020.avif": ("vips",),
    "good/avif/Chimera_10bit_cropped_to_1920x1008_with_HDR_metadata.avif": ("vips",),
    "good/avif/cosmos1650_yuv444_10bpc_p3pq.avif": ("vips", "chromium"),
    # Transparency of which only the colours say how large it is: libheif leaves it out.
    "odd/avif/alpha_noispe.avif": ("vips", "magick"),
}


def rows(corpus, prefix):
    with open(os.path.join(corpus, "MANIFEST.tsv"), encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = row["file"]
            if row["expected"] == "decodes" and name.startswith(prefix) and row["width"]:
                width, height = CORRECTED.get(name, (int(row["width"]), int(row["height"])))
                yield name, row["format"], width, height


def small(width, height):
    """The size of the small picture, rounded as the engine rounds it."""
    scale = min(1.0, SIDE / width, SIDE / height)
    return max(1, int(width * scale + 0.5)), max(1, int(height * scale + 0.5))


def browsers_only(path):
    """Whether a PNG has colour chunks that only browsers heed."""
    with open(path, "rb") as file:
        start = file.read(4096).split(b"IDAT")[0]
    if not start.startswith(b"\x89PNG"):
        return False
    return b"cICP" in start or (b"gAMA" in start and b"iCCP" not in start and b"sRGB" not in start)


def alpha_is_unsaid(path):
    """Whether a TIFF has a channel of unspecified meaning, which TIFF 6.0 doesn't let pass for alpha, as tools do."""
    try:
        with Image.open(path) as image:
            return image.format == "TIFF" and 0 in image.tag_v2.get(338, ())
    except Exception:  # noqa: BLE001
        return False


# Pillow


def pillow_relative(path, size):
    """The other intent that is in use, relative colorimetric with black point compensation; for inks only."""
    with Image.open(path) as image:
        if image.mode != "CMYK" or "icc_profile" not in image.info:
            raise ValueError("nothing to add")
        source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        upright = ImageOps.exif_transpose(image)
        return ImageCms.profileToProfile(
            upright, source, ImageCms.createProfile("sRGB"), outputMode="RGB", renderingIntent=1, flags=0x2000
        ).resize(size, Image.LANCZOS).tobytes()


def pillow(path, size):
    with Image.open(path) as image:
        image.seek(0)
        image.load()
        profile = image.info.get("icc_profile")
        image = ImageOps.exif_transpose(image)
        image = eight_bits(image)
        alpha = None
        if image.mode in ("P", "PA") or "transparency" in image.info:
            image = image.convert("RGBA")
        if image.mode in ("LA", "RGBA", "La", "RGBa"):
            straight = image.convert("LA" if image.mode in ("LA", "La") else "RGBA")
            alpha = straight.getchannel("A")
            image = straight.convert("L" if straight.mode == "LA" else "RGB")
        image = to_srgb(image, profile)
        if alpha is not None:
            white = Image.new("RGB", image.size, (255, 255, 255))
            white.paste(image, mask=alpha)
            image = white
        return image.resize(size, Image.LANCZOS).tobytes()


def eight_bits(image):
    if image.mode.startswith("I;16") or image.mode == "I":
        top = 65535.0
        wide = image.convert("I")
        return wide.point(lambda value: value * (255.0 / top)).convert("L")
    if image.mode == "F":
        raise ValueError("floating point has no one meaning")
    return image


def to_srgb(image, profile):
    if image.mode == "1":
        image = image.convert("L")
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB", 5000)
        return ImageCms.profileToProfile(image, lab, ImageCms.createProfile("sRGB"), outputMode="RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(
                image, source, ImageCms.createProfile("sRGB"), outputMode="RGB", renderingIntent=0)
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert("RGB")


# libvips and ImageMagick, by their commands


def run(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=True).stdout


def from_png(path, size):
    with Image.open(path) as image:
        image.load()
        straight = image.convert("RGBA")
        colours = to_srgb(image.convert("RGB") if image.mode != "L" else image, image.info.get("icc_profile"))
        flat = Image.new("RGB", straight.size, (255, 255, 255))
        flat.paste(colours, mask=straight.getchannel("A"))
        return (flat if flat.size == size else flat.resize(size, Image.LANCZOS)).tobytes()


def vips(path, size):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.png")
        run(["vips", "thumbnail", path, out, str(size[0]), "--height", str(size[1]), "--size", "force"])
        return from_png(out, size)


def magick(path, size):
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.png")
        srgb = os.path.join(folder, "srgb.icc")
        with open(srgb, "wb") as file:
            file.write(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        run([MAGICK, "-limit", "memory", "2GiB", path + "[0]", "-auto-orient", "-profile", srgb, "-colorspace",
             "sRGB", "-filter", "Lanczos", "-resize", "%dx%d!" % size, "-depth", "8", "-strip", "png32:" + out])
        return from_png(out, size)


# Chromium: a page draws each picture and sends its pixels back

PAGE = """<!doctype html><script>
async function read(name, width, height) {
  const path = 'file/' + encodeURIComponent(name);
  const image = name.endsWith('.svg') ? await drawing(path) : await createImageBitmap(await (await fetch(path)).blob());
  const canvas = document.createElement('canvas');
  const w = canvas.width = image.width, h = canvas.height = image.height;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, w, h);
  pen.drawImage(image, 0, 0);
  const from = pen.getImageData(0, 0, w, h).data, to = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) average(from, w, h, to, x, y, width, height);
  return to;
}
async function drawing(path) {
  const image = new Image();
  image.src = path;
  await image.decode();
  return image;
}
function average(from, w, h, to, x, y, width, height) {
  const left = x * w / width, right = (x + 1) * w / width, top = y * h / height, bottom = (y + 1) * h / height;
  const sum = [0, 0, 0];
  let area = 0;
  for (let v = Math.floor(top); v < Math.ceil(bottom); v++) for (let u = Math.floor(left); u < Math.ceil(right); u++) {
    const share = (Math.min(u + 1, right) - Math.max(u, left)) * (Math.min(v + 1, bottom) - Math.max(v, top));
    for (let c = 0; c < 3; c++) sum[c] += share * from[4 * (v * w + u) + c];
    area += share;
  }
  for (let c = 0; c < 3; c++) to[3 * (y * width + x) + c] = Math.round(sum[c] / area);
}
async function all() {
  for (;;) {
    const next = await (await fetch('next')).json();
    if (!next.length) return;
    let result;
    try { result = await Promise.race([read(...next), new Promise((_, no) => setTimeout(() => no('slow'), 15000))]); }
    catch (e) { result = new Uint8Array(0); }
    await fetch('done', {method: 'POST', body: result});
  }
}
all();
</script>"""


def chromium(corpus, wanted):
    """Returns file -> pixels."""
    pending, found, current = list(wanted), {}, []
    finished = threading.Event()

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def answer(self, body, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            path = self.path.lstrip("/")
            if path == "next":
                current[:] = pending[:1]
                del pending[:1]
                if not current:
                    finished.set()
                name, _, width, height = current[0] if current else ("", "", 0, 0)
                words = '["%s",%d,%d]' % (name.replace('"', '\\"'), *small(width, height)) if current else "[]"
                self.answer(words.encode(), "application/json")
            elif path.startswith("file/"):
                from urllib.parse import unquote
                with open(os.path.join(corpus, unquote(path[5:])), "rb") as file:
                    data = file.read()
                self.answer(data, "image/svg+xml" if path.endswith(".svg") else "application/octet-stream")
            else:
                self.answer(PAGE.encode(), "text/html")

        def do_POST(self):
            data = self.rfile.read(int(self.headers["Content-Length"]))
            if data:
                found[current[0][0]] = data
            self.answer(b"", "text/plain")

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        browser = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--force-color-profile=srgb",
             "--user-data-dir=" + profile, "http://127.0.0.1:%d/" % server.server_port],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = -1
        while not finished.wait(60) and len(pending) != before:
            before = len(pending)
        browser.terminate()
        browser.wait()
    server.shutdown()
    return found


def asked(corpus, name, format, tools):
    path = os.path.join(corpus, name)
    if browsers_only(path):
        return []
    if alpha_is_unsaid(path):
        return [tool for tool in tools if tool[0] == "pillow"]
    silent = FOOLED.get(name, ())
    silent += ("vips",) if format in THROUGH_MAGICK else ("magick",) if format in THROUGH_LIBHEIF else ()
    return [tool for tool in tools if tool[0] not in silent]


def main():
    corpus, out = sys.argv[1:3]
    wanted = list(rows(corpus, sys.argv[4] if len(sys.argv) > 4 else ""))
    if Image is None:
        sys.exit("python3-pil is needed")
    tools = [("pillow", pillow), ("pillow-relative", pillow_relative)]
    tools += [("vips", vips)] if shutil.which("vips") else []
    tools += [("magick", magick)] if MAGICK else []
    with open(out + ".part", "w", encoding="utf-8") as lines:
        for name, format, width, height in wanted:
            for tool, read in asked(corpus, name, format, tools):
                size = small(width, height)
                try:
                    pixels = read(os.path.join(corpus, name), size)
                except Exception:  # noqa: BLE001 - a tool that can't read a file has no word on it
                    continue
                if len(pixels) == 3 * size[0] * size[1]:
                    lines.write("\t".join((name, tool, str(size[0]), str(size[1]), pixels.hex())) + "\n")
        if shutil.which("chromium"):
            heard = [row for row in wanted if "chromium" not in FOOLED.get(row[0], ())]
            for name, pixels in chromium(corpus, heard).items():
                width, height = next((w, h) for n, _, w, h in wanted if n == name)
                size = small(width, height)
                lines.write("\t".join((name, "chromium", str(size[0]), str(size[1]), pixels.hex())) + "\n")
    os.replace(out + ".part", out)


main()
