// A villager's network breaks while her files go; the page is loaded anew, and a new code goes on where they stopped.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ask, quietVillagesPower } from '../kit/api.js'
import { phone, picture } from '../kit/browser.js'
import { openProxy } from '../kit/cutting-proxy.js'
import { evidence } from '../kit/evidence.js'
import { photo } from '../kit/media.js'
import { randomFile } from '../kit/random-file.js'
import { stage, story } from '../kit/story.js'
import { attach, handOver, nameAndProve, tell, understand } from '../kit/villager.js'

const villager = { name: '演示村民', number: '13900000401' }
const seed = Number(process.env.LIANJING_SEED ?? Date.now() % 2 ** 31)
const mega = 1024 * 1024
const filmSize = 6 * mega
const badWeather = 200_000

story(`files go on after a reload (LIANJING_SEED=${seed})`, stage(), { device: phone, tolerated: /ERR_|Failed to load|referrer policy/ }, async ({ page, server, step }) => {
  const proxy = await openProxy(server, seed)
  const power = await quietVillagesPower(server)
  const sent = watch(page)
  const files = []

  await step('she has two photos and a film', async () => {
    await page.goto(`${proxy.url}/healthz`)
    for (const [name, hue] of [['a.jpg', 10], ['b.jpg', 200]]) {
      files.push({ kind: '照片', path: join(server.data, name) })
      await writeFile(files.at(-1).path, await photo(page, { hue }))
    }
    files.push({ kind: '录像', path: (await randomFile(server.data, filmSize)).path })
  })

  const toFiles = async () => {
    await page.goto(`${proxy.url}/${power.county}/report?subject=${power.id}`)
    await understand(page)
    await tell(page, { story: '评低保那天没有通知代表。我拍了照片，也录了一段。' })
    await page.getByLabel('照片要传原图，当证据').check()
  }

  await step('the network breaks while they go, and the page is gone', async () => {
    await toFiles()
    await attach(page, files)
    await nameAndProve(server, page, villager)
    await until(() => sent.ids.length === files.length)
    proxy.cutEvery = badWeather
    await until(() => sent.most() > mega)
    await page.goto('about:blank')
    assert.ok(proxy.cuts > 0 && sent.most() < filmSize, `cut ${proxy.cuts} times, ${sent.most()} bytes of the film`)
    proxy.cutEvery = 0
  })

  await step('nothing of it can be read on the phone before its number is proven again', async () => {
    await toFiles()
    const shown = await page.locator('body').innerText()
    const kept = JSON.stringify(await page.evaluate(() => ({ ...localStorage })))
    assert.ok(kept.includes(sent.ids[0]), 'the phone knows of the uploads')
    for (const readable of [...files.map(({ path }) => basename(path)), '上次', '照片 1', '录像 1']) {
      assert.ok(!shown.includes(readable), `the page says ${readable}`)
      assert.ok(!kept.includes(readable), `the phone keeps ${readable}`)
    }
    assert.equal(await page.locator('.upload').count(), 0)
    await picture(page, 'report-resume')
  })

  await step('she picks the same files again', () => attach(page, files))

  await step('a new code for the same phone goes on over the same network', async () => {
    const before = sent.most()
    await nameAndProve(server, page, villager)
    proxy.cutEvery = badWeather
    await until(() => sent.most() === filmSize)
    proxy.cutEvery = 0
    assert.ok(sent.firstAfter(before) >= before, 'nothing was sent a second time')
    assert.equal(sent.ids.length, files.length, 'no file was announced a second time')
  })

  await step('the answer to her report is lost, and the page asks again by itself', async () => {
    const lost = await loseFirstAnswer(page)
    const handing = handOver(page)
    await page.getByText('过几秒自己再交').waitFor()
    await handing
    assert.equal(lost.answer?.data.submitReport.errors.length, 0, 'the first one had arrived')
  })

  await step('what arrived is what she has', async () => {
    const query = 'query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }'
    const { intakeRoute } = await ask(server, query, { county: power.county, ids: [power.id] })
    const arrived = await evidence(server, { organ: intakeRoute.organ.name, mediaIds: sent.ids })
    const hashes = await Promise.all(files.map(async ({ path }) => createHash('sha256').update(await readFile(path)).digest('hex')))
    assert.deepEqual(arrived.map(({ sha256 }) => sha256).sort(), hashes.sort())
    assert.ok(arrived.every(({ state }) => state === 'READY'))
  })
  proxy.close()
})

/** The first report that is handed in reaches the server, its answer does not reach the phone. */
async function loseFirstAnswer(page) {
  const lost = {}
  await page.route('**/graphql', async (route) => {
    if (lost.answer || !route.request().postData()?.includes('"SubmitReport"')) return route.continue()
    lost.answer = await (await route.fetch()).json()
    await route.abort()
  })
  return lost
}

/** What the server says of the files: their ids, and how far the largest is. */
function watch(page) {
  const seen = { ids: [], offsets: [] }
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    const headers = response.headers()
    if (pathname === '/uploads' && response.status() === 201) seen.ids.push(headers.location.split('/').pop())
    if (pathname.startsWith('/uploads/') && headers['upload-offset']) seen.offsets.push(Number(headers['upload-offset']))
  })
  return {
    ids: seen.ids,
    most: () => Math.max(0, ...seen.offsets),
    /** The first place from which the film went on once so much of it was there. */
    firstAfter: (reached) => seen.offsets.slice(seen.offsets.lastIndexOf(reached) + 1).find((offset) => offset > mega) ?? reached,
  }
}

async function until(holds) {
  const end = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > end) throw new Error('it took too long')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
