// The query code as a QR picture and as an image to keep; loaded on the last page only.
import { encode } from 'uqr'
import { text } from './done-text'

/** The QR code as SVG, with the quiet zone that scanners need. */
export function qrSvg(address: string): string {
  const { data, size } = encode(address, { ecc: 'Q', border: 4 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return `<svg viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>`
}

const width = 640
const height = 900
const margin = 64

/** Code and QR as one PNG (a data URL), black on white, without a word about what it is for. */
export function ticketImage(groups: readonly string[], check: string, address: string): string {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#000'
  pen.textAlign = 'center'
  pen.font = '700 60px monospace'
  pen.fillText(groups.slice(0, 2).join('  '), width / 2, 110)
  pen.fillText(groups.slice(2).join('  '), width / 2, 190)
  pen.font = '32px sans-serif'
  pen.fillText(`${text.check}  ${check}`, width / 2, 260)
  drawQr(pen, address)
  return canvas.toDataURL('image/png')
}

function drawQr(pen: CanvasRenderingContext2D, address: string): void {
  const { data, size } = encode(address, { ecc: 'Q', border: 4 })
  const side = Math.floor((width - 2 * margin) / size)
  const left = Math.floor((width - side * size) / 2)
  data.forEach((row, y) => row.forEach((dark, x) => void (dark && pen.fillRect(left + x * side, 300 + y * side, side, side))))
}
