// tus-js-client in Chromium over connections cut at random bytes: every file arrives as it was, whatever its size.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { openProxy } from '../kit/cutting-proxy.js'
import { announce, evidence } from '../kit/evidence.js'
import { randomFile } from '../kit/random-file.js'
import { stage, story } from '../kit/story.js'
import { create, finished, openSender, progress, sendInBrowser } from '../kit/tus.js'

const seed = Number(process.env.LIANJING_SEED ?? Date.now() % 2 ** 31)
const kib = 1024
const cases = [
  { kind: 'PHOTO', size: 1 },
  { kind: 'AUDIO', size: 512 * kib - 1 },
  { kind: 'AUDIO', size: 512 * kib },
  { kind: 'AUDIO', size: 512 * kib + 1 },
  { kind: 'VIDEO', size: 20 * kib * kib },
]

story(`files of all sizes over a broken network (LIANJING_SEED=${seed})`, stage(), { device: phone, tolerated: /ERR_|Failed to load/ }, async ({ page, server, step }) => {
  const proxy = await openProxy(server, seed)
  const files = await Promise.all(cases.map(({ size }) => randomFile(server.data, size)))
  const report = await announce(server, { number: '13900000301', submissionKey: 'story-of-broken-networks-01', files: cases })
  const send = async (at, meanwhile) => {
    proxy.cutEvery = 0
    await openSender(page, proxy.url)
    proxy.cutEvery = Math.max(2500, files[at].size / 12)
    await sendInBrowser(page, { path: files[at].path, mediaId: report.mediaIds[at], uploadToken: report.uploadToken })
    return meanwhile ? meanwhile() : finished(page)
  }
  const large = cases.length - 1

  await step('no bytes at all: taken, and told that it is no evidence', async () => {
    const empty = await create(server, report.uploadToken, { kind: 'PHOTO', size: 0 })
    const { path } = await randomFile(server.data, 0)
    await openSender(page, proxy.url)
    await sendInBrowser(page, { path, mediaId: empty, uploadToken: report.uploadToken })
    assert.equal(await finished(page), 'done')
  })
  for (const at of cases.keys()) if (at !== large) await step(`${cases[at].size} bytes`, async () => assert.equal(await send(at), 'done'))
  await step('the page is loaded anew in mid-upload', () => send(large, () => reaches(page, 4 * kib * kib)))
  await step('the server dies in mid-upload and comes back', async () => {
    await send(large, () => reaches(page, 10 * kib * kib))
    await server.crashAndRestart()
    assert.equal(await finished(page), 'done')
  })
  await step('what arrived is what was sent', async () => {
    const arrived = await evidence(server, report)
    assert.deepEqual(arrived.map(({ bytes, sha256 }) => ({ bytes, sha256 })), files.map(({ size, sha256 }) => ({ bytes: size, sha256 })))
    assert.deepEqual(arrived.map(({ state }) => state), ['REFUSED', 'READY', 'READY', 'READY', 'READY'])
    assert.ok(proxy.cuts > 10, `the network broke ${proxy.cuts} times`)
  })
  proxy.close()
})

async function reaches(page, bytes) {
  while ((await progress(page)).sent < bytes) await new Promise((resolve) => setTimeout(resolve, 20))
}
