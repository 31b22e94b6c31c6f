// Her films stop when the report is handed in. The status page says so, lets the same phone go on, and says why one was
// refused; the officer reads the same; what was refused is brought again.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { accountOf, ask, quietVillagesPower, staffToken } from '../kit/api.js'
import { desk, openPage, phone, picture } from '../kit/browser.js'
import { assertFitsNarrow, assertReadable } from '../kit/page-checks.js'
import { photo } from '../kit/media.js'
import { signIn } from '../kit/officer.js'
import { randomFile } from '../kit/random-file.js'
import { stage, story } from '../kit/story.js'
import { attach, sign, tell, track, understand } from '../kit/villager.js'

const county = '510824'
const villager = { name: '演示村民', number: '13900000601' }
const why = '这种文件收不了。请换照片、录像或录音。'
const bytes = /\/uploads\/media_/

story('films that stopped are told of, go on, or are brought again', stage(), { device: phone, tolerated: /ERR_|Failed to load/ }, async ({ page, server, browser, step }) => {
  const power = await quietVillagesPower(server)
  const film = { kind: '录像', path: (await randomFile(server.data, 1_500_000)).path }
  const noFilm = { kind: '录像', path: join(server.data, 'no-film.webm') }
  await writeFile(noFilm.path, Buffer.alloc(40_000, 'no film at all '))
  let code

  await step('the network takes no more when she has handed in', async () => {
    await page.route(bytes, (route) => (route.request().method() === 'PATCH' ? route.abort() : route.fallback()))
    await page.goto(`${server.url}/${county}/report?subject=${power.id}`)
    await understand(page)
    await tell(page, { story: '录像在手机里，网不好，传不上去。' })
    await attach(page, [film, noFilm])
    code = await sign(server, page, villager)
    await page.getByText('文件还在传').waitFor()
    await page.goto('about:blank')
    await page.unroute(bytes)
  })

  await step('the next person on this phone reads nothing of it', async () => {
    for (const path of ['/report/done', '/track', `/${county}/report?subject=${power.id}`]) {
      await page.goto(server.url + path)
      await page.locator('h1:visible').first().waitFor()
      const shown = await page.locator('main').innerText()
      for (const readable of ['webm', '录像 1', '个文件没传完']) assert.ok(!shown.includes(readable), `${path} says ${readable}`)
    }
  })

  await step('her status page says until when the films may come', async () => {
    await track(server, page, { county, code, number: villager.number })
    await page.getByRole('heading', { name: '文件到了哪一步' }).waitFor()
    assert.equal(await page.getByText(/还没有传完。\d+ 月 \d+ 日 \d\d:\d\d 以前没有接上，就不收了。/).count(), 2)
    await page.getByText('这台手机上有 2 个文件没传完').waitFor()
    await page.getByText('您写的').click()
    await page.getByText('另有 2 个没收齐').waitFor()
    await picture(page, 'status-unfinished')
    await assertReadable(page, 'status with unfinished files', { target: 48 })
    await assertFitsNarrow(page, 'status with unfinished files')
  })

  await step('the same phone goes on; what is no film is refused with a reason', async () => {
    for (const { kind, path } of [film, noFilm]) await page.getByLabel(kind, { exact: true }).setInputFiles(path)
    await page.getByText(`没有收下。${why}`).waitFor()
    assert.equal(await page.getByText('还没有传完').count(), 0)
    await picture(page, 'status-refused')
  })

  await step('she brings it again as a photo', async () => {
    await page.getByRole('button', { name: '重新交文件' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('照片', { exact: true }).setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(page) })
    await sheet.getByRole('button', { name: '交补充' }).click()
    await page.getByText('补充收到了。').waitFor()
  })

  await step('the officer reads what became of each', async () => {
    const query = 'query($county: String!, $ids: [ID!]!) { intakeRoute(county: $county, subjectIds: $ids) { organ { name } } }'
    const { organ } = (await ask(server, query, { county, ids: [power.id] })).intakeRoute
    const officer = await openPage(browser, desk)
    await signIn(server, officer.page, accountOf(server, organ.name, 'HANDLER'))
    await officer.page.locator('.casecell', { hasText: power.unitName }).click()
    await officer.page.getByText('1 个没有收下').waitFor()
    await officer.page.getByRole('button', { name: '下一个' }).first().click()
    await officer.page.getByText(`没有收下。举报人看到的是：${why}`).waitFor()
    await picture(officer.page, 'case-refused-film')
    const { cases } = await ask(server, '{ cases(first: 50) { nodes { content { media { state refusal refusalCode } supplements { media { state } } } } } }', {}, await staffToken(server, accountOf(server, organ.name, 'HEAD')))
    const { media, supplements } = cases.nodes.map(({ content }) => content).find((content) => content?.media.length === 2 && content.supplements.length === 1)
    assert.deepEqual(media.map(({ state }) => state).sort(), ['READY', 'REFUSED'])
    assert.deepEqual(media.find(({ state }) => state === 'REFUSED'), { state: 'REFUSED', refusal: why, refusalCode: 'INVALID' })
    assert.equal(supplements[0].media.length, 1)
    await officer.context.close()
  })
})
