// Photos and a film for evidence: the pictures are drawn by the browser, so that they are real files of their kind.

/** A JPEG photo with a place and a camera's name in its EXIF data, as a phone takes it. */
export async function photo(page, { hue = 20, width = 1600, height = 1200 } = {}) {
  const base64 = await page.evaluate(draw, { hue, width, height })
  const jpeg = Buffer.from(base64, 'base64')
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)])
}

/** A film of one second in WebM. */
export async function film(page) {
  return Buffer.from(await page.evaluate(record), 'base64')
}

function draw({ hue, width, height }) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  for (let row = 0; row < 12; row++) {
    pen.fillStyle = `hsl(${hue + row * 9} 40% ${30 + row * 4}%)`
    pen.fillRect(0, (row * height) / 12, width, height / 12)
  }
  pen.fillStyle = '#fff'
  pen.font = `${height / 6}px sans-serif`
  pen.fillText('演示照片', width / 8, height / 2)
  return canvas.toDataURL('image/jpeg', 0.85).split(',')[1]
}

async function record() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
  const pen = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' })
  const parts = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise((resolve) => (recorder.onstop = resolve))
  recorder.start()
  for (let frame = 0; frame < 12; frame++) {
    pen.fillStyle = `hsl(${frame * 30} 60% 50%)`
    pen.fillRect(0, 0, 320, 240)
    await new Promise((resolve) => setTimeout(resolve, 90))
  }
  recorder.stop()
  await stopped
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** An APP1 segment: TIFF header, camera's make (demonstration), orientation 6 (turned), and a GPS latitude. */
function exif() {
  const make = Buffer.from('DEMOCAM\0')
  const entry = (tag, type, count, value) => {
    const row = Buffer.alloc(12)
    row.writeUInt16BE(tag, 0)
    row.writeUInt16BE(type, 2)
    row.writeUInt32BE(count, 4)
    if (Buffer.isBuffer(value)) value.copy(row, 8)
    else if (type === 3) row.writeUInt16BE(value, 8)
    else row.writeUInt32BE(value, 8)
    return row
  }
  const ifd = (rows) => Buffer.concat([Buffer.from([0, rows.length]), ...rows, Buffer.alloc(4)])
  const main = 8 + 2 + 3 * 12 + 4
  const gps = main + make.length
  const latitude = gps + 2 + 2 * 12 + 4
  const numbers = Buffer.alloc(24)
  ;[31, 1, 44, 1, 0, 1].forEach((number, at) => numbers.writeUInt32BE(number, at * 4))
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    ifd([entry(0x010f, 2, make.length, main), entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, gps)]),
    make,
    ifd([entry(1, 2, 2, Buffer.from('N\0')), entry(2, 5, 3, latitude)]),
    numbers,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  return Buffer.concat([Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255]), body])
}
