// The largest film that is taken, 100 MB, over a network that breaks every few megabytes.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { openProxy } from '../kit/cutting-proxy.js'
import { announce, evidence } from '../kit/evidence.js'
import { randomFile } from '../kit/random-file.js'
import { stage, story } from '../kit/story.js'
import { finished, openSender, sendInBrowser } from '../kit/tus.js'

const seed = Number(process.env.LIANJING_SEED ?? Date.now() % 2 ** 31)
const size = 100 * 1024 * 1024

story(`100 MB over a broken network (LIANJING_SEED=${seed})`, stage(), { device: phone, tolerated: /ERR_|Failed to load|referrer policy/ }, async ({ page, server }) => {
  const proxy = await openProxy(server, seed)
  const file = await randomFile(server.data, size)
  const report = await announce(server, { number: '13900000302', submissionKey: 'story-of-a-large-film-01', files: [{ kind: 'VIDEO', size }] })
  await openSender(page, proxy.url)
  proxy.cutEvery = 4 * 1024 * 1024
  await sendInBrowser(page, { path: file.path, mediaId: report.mediaIds[0], uploadToken: report.uploadToken })
  assert.equal(await finished(page), 'done')
  const [arrived] = await evidence(server, report)
  assert.deepEqual([arrived.bytes, arrived.sha256, arrived.state], [size, file.sha256, 'READY'])
  assert.ok(proxy.cuts > 10, `the network broke ${proxy.cuts} times`)
  proxy.close()
})
