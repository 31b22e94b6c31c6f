// Makes photos smaller on the phone: 2000 px on the long side, JPEG 0.8. Place and camera data fall away with it.

const longSide = 2000
const quality = 0.8

/** The smaller photo, or the original where it can't be read (HEIC on Android) or would not get smaller. */
export async function shrink(photo: Blob): Promise<Blob> {
  if (!turnsPhotos()) return photo
  try {
    const image = await load(photo)
    const smaller = await draw(image)
    return smaller && smaller.size < photo.size ? smaller : photo
  } catch {
    return photo
  }
}

/** Whether the browser turns a photo as the camera noted; older ones would lay it on its side when it is redrawn. */
function turnsPhotos(): boolean {
  return CSS.supports('image-orientation', 'from-image')
}

function load(photo: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(photo)
  return new Promise((resolve, reject) => {
    const image = new Image()
    const free = () => URL.revokeObjectURL(address)
    image.onload = () => {
      resolve(image)
      setTimeout(free)
    }
    image.onerror = () => {
      free()
      reject(new Error('unreadable photo'))
    }
    image.src = address
  })
}

function draw(image: HTMLImageElement): Promise<Blob | null> {
  const scale = Math.min(1, longSide / Math.max(image.naturalWidth, image.naturalHeight, 1))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.resolve(null)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}
