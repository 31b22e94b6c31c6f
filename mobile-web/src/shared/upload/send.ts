// Sends one file by tus 1.0.0 in pieces; loaded with the first file.
import { DetailedError, Upload } from 'tus-js-client'
import type { UploadItem } from './item'

/** What the server said to a file: `status` is 0 when there was no answer; `message` is its sentence for people. */
export interface Refusal {
  status: number
  message?: string | undefined
}

/** What goes where, and who wants to know. */
export interface Sending {
  blob: Blob
  mediaId: string
  token: string
  onProgress: (sent: number) => void
  onDone: () => void
  onStop: (refusal: Refusal) => void
}

const chunk = 512 * 1024
const delays = [0, 1000, 3000, 5000, 10_000, 30_000]
const version = { 'Tus-Resumable': '1.0.0' }

/** Starts, or goes on from what the server already has. The answer stops it. */
export function send({ blob, mediaId, token, onProgress, onDone, onStop }: Sending): () => void {
  const upload = new Upload(blob, {
    uploadUrl: `/uploads/${mediaId}`,
    chunkSize: chunk,
    retryDelays: delays,
    headers: { authorization: `Bearer ${token}` },
    storeFingerprintForResuming: false,
    onChunkComplete: (_size, accepted) => onProgress(accepted),
    onProgress: (sent) => onProgress(sent),
    onSuccess: () => onDone(),
    onError: (error) => onStop(refusalOf(error)),
  })
  upload.start()
  return () => void upload.abort()
}

/** Tells the server of a file; answers its media id, or why not. */
export async function create({ blob, fileName, kind }: Pick<UploadItem, 'blob' | 'fileName' | 'kind'>, token: string): Promise<{ mediaId: string } | Refusal> {
  const metadata = `kind ${base64(kind)},filename ${base64(fileName)},filetype ${base64(blob.type || 'application/octet-stream')}`
  try {
    const response = await fetch('/uploads', {
      method: 'POST',
      headers: { ...version, authorization: `Bearer ${token}`, 'upload-length': String(blob.size), 'upload-metadata': metadata },
    })
    const mediaId = /\/uploads\/([^/?#]+)$/.exec(response.headers.get('location') ?? '')?.[1]
    return response.status === 201 && mediaId ? { mediaId } : { status: response.status, message: sentence(await response.text()) }
  } catch {
    return { status: 0 }
  }
}

/** Takes a file back. A failure is harmless: what no report names runs out by itself. */
export async function discard(mediaId: string, token: string): Promise<void> {
  await fetch(`/uploads/${mediaId}`, { method: 'DELETE', headers: { ...version, authorization: `Bearer ${token}` } }).catch(() => undefined)
}

function refusalOf(error: Error | DetailedError): Refusal {
  const response = error instanceof DetailedError ? error.originalResponse : null
  return response ? { status: response.getStatus(), message: sentence(response.getBody()) } : { status: 0 }
}

/** The sentence in the body of a refusal. */
function sentence(body: string): string | undefined {
  try {
    const { message } = JSON.parse(body) as { message?: unknown }
    return typeof message === 'string' ? message : undefined
  } catch {
    return undefined
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
