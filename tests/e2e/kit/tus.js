// Uploads over tus: plainly from here, and with the real tus-js-client inside the browser.
import { readFile } from 'node:fs/promises'
import { ask } from './api.js'

const version = { 'Tus-Resumable': '1.0.0' }
const clientFile = new URL('../node_modules/tus-js-client/dist/tus.min.js', import.meta.url)

/** Leave to upload for one submission; answers the token. */
export async function grant(server, token, submissionKey) {
  const { grantUpload } = await ask(server, 'mutation($input: GrantUploadInput!) { grantUpload(input: $input) { uploadToken errors { message } } }', { input: { submissionKey } }, token)
  if (!grantUpload.uploadToken) throw new Error(grantUpload.errors[0]?.message)
  return grantUpload.uploadToken
}

/** Tells the server of a file; answers its media id. */
export async function create(server, uploadToken, { kind, size }) {
  const headers = { ...version, authorization: `Bearer ${uploadToken}`, 'upload-length': String(size), 'upload-metadata': `kind ${Buffer.from(kind).toString('base64')}` }
  const response = await fetch(`${server.url}/uploads`, { method: 'POST', headers })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return response.headers.get('location').split('/').pop()
}

/** Sends a whole file at once; answers its media id. */
export async function upload(server, { token, submissionKey, kind, bytes }) {
  const uploadToken = await grant(server, token, submissionKey)
  const id = await create(server, uploadToken, { kind, size: bytes.length })
  const headers = { ...version, authorization: `Bearer ${uploadToken}`, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const response = await fetch(`${server.url}/uploads/${id}`, { method: 'PATCH', headers, body: bytes })
  if (response.status !== 204) throw new Error(`${response.status} ${await response.text()}`)
  return id
}

/** A page of this origin without the client, with tus-js-client in it and a place to pick a file. What is no page may load nothing. */
export async function openSender(page, origin) {
  await page.goto(`${origin}/there-is-no-such-page`)
  await page.evaluate(await readFile(clientFile, 'utf8'))
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file">'))
}

/** Sends the file at `path` by tus-js-client as the product's page does, and tells how it ended when it has. */
export async function sendInBrowser(page, { path, mediaId, uploadToken }) {
  await page.locator('input').setInputFiles(path)
  await page.evaluate(begin, { mediaId, uploadToken })
}

/** Bytes that the server took, as the page knows; `done` or what went wrong at the end. */
export function progress(page) {
  return page.evaluate(() => ({ ...window.sending }))
}

/** Waits for the end; answers `done` or what went wrong. */
export async function finished(page) {
  for (;;) {
    const { ended } = await progress(page)
    if (ended) return ended
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function begin({ mediaId, uploadToken }) {
  const state = (window.sending = { sent: 0, ended: undefined })
  const upload = new window.tus.Upload(document.querySelector('input').files[0], {
    uploadUrl: `/uploads/${mediaId}`,
    chunkSize: 512 * 1024,
    retryDelays: [0, 50, 100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000],
    headers: { authorization: `Bearer ${uploadToken}` },
    storeFingerprintForResuming: false,
    onChunkComplete: (_size, accepted) => void (state.sent = accepted),
    onSuccess: () => void (state.ended = 'done'),
    onError: (error) => void (state.ended = String(error)),
  })
  upload.start()
}
