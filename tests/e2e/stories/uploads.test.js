// tus-js-client in Chromium over connections cut at random bytes: every file arrives as it was, whatever its size.
import assert from 'node:assert/strict'
import { handIn } from '../kit/api.js'
import { phone } from '../kit/browser.js'
import { openProxy } from '../kit/cutting-proxy.js'
import { rows } from '../kit/database.js'
import { announce, evidence } from '../kit/evidence.js'
import { randomFile } from '../kit/random-file.js'
import { stage, story } from '../kit/story.js'
import { create, finished, grant, openSender, progress, sendInBrowser } from '../kit/tus.js'
import { tell, understand } from '../kit/villager.js'

const seed = Number(process.env.LIANJING_SEED ?? Date.now() % 2 ** 31)
const kib = 1024
const empty = '这个文件是空的，或者太短，里面没有能看的内容。请换一个。'
const cases = [
  { kind: 'PHOTO', size: 1 },
  { kind: 'AUDIO', size: 512 * kib - 1 },
  { kind: 'AUDIO', size: 512 * kib },
  { kind: 'AUDIO', size: 512 * kib + 1 },
  { kind: 'VIDEO', size: 20 * kib * kib },
]

story(`files of all sizes over a broken network (LIANJING_SEED=${seed})`, stage(), { device: phone, tolerated: /ERR_|Failed to load|referrer policy/ }, async ({ page, server, step }) => {
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

  await step('no bytes at all: the page says why it takes no such file, and lists none', async () => {
    await page.goto(`${server.url}${report.form}`)
    await understand(page)
    await tell(page, { story: '空的文件。' })
    await page.getByRole('heading', { name: '有照片、录像吗？' }).waitFor()
    for (const [kind, buffer] of [['照片', Buffer.alloc(0)], ['录像', Buffer.alloc(0)], ['录音', Buffer.from('x')]]) {
      await page.getByLabel(kind, { exact: true }).setInputFiles({ name: 'empty', mimeType: 'application/octet-stream', buffer })
      await page.getByText(empty, { exact: true }).waitFor()
      assert.equal(await page.locator('.upload').count(), 0, `${kind} is in the list`)
      await page.getByRole('button', { name: '下一步', exact: true }).waitFor()
    }
  })
  await step('no bytes at all, sent all the same: taken as it is, and no report may name it', async () => {
    const submissionKey = 'story-of-broken-networks-02'
    const uploadToken = await grant(server, report.token, submissionKey)
    const nothing = await create(server, uploadToken, { kind: 'PHOTO', size: 0 })
    const { path, sha256 } = await randomFile(server.data, 0)
    await openSender(page, proxy.url)
    await sendInBrowser(page, { path, mediaId: nothing, uploadToken })
    assert.equal(await finished(page), 'done')
    // No report names it, so nobody is shown its hash: it is read where it lies.
    assert.deepEqual(await rows(server, 'SELECT received, lower(hex(sha256)) FROM media WHERE length = 0'), [[0, sha256]])
    await assert.rejects(handIn(server, report.token, { ...report.input, submissionKey, mediaIds: [nothing] }), /有一个文件是空的，里面没有内容。请删掉它，换一个再提交。/)
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
