// A villager scans the sticker, reads her village's page, reports with photos and a film, and looks how it stands.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { messagesTo } from '../kit/api.js'
import { picture } from '../kit/browser.js'
import { film, photo } from '../kit/media.js'
import { attach, sign, tell, track, understand } from '../kit/villager.js'

const number = '13900000101'
const told = '评低保那天没有通知代表。我拍了公示栏的照片，也录了一段。'

/** From the sticker on the wall to the query code in her hand. */
export async function villagersTale({ page, server, step }) {
  let code
  let receipt

  await step('the sticker leads to her village', async () => {
    await page.goto(`${server.url}/q/${server.sticker.toLowerCase()}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const part of ['duty', 'power', 'people', 'watch']) await page.locator(`#${part}`).waitFor()
    await picture(page, 'unit')
  })

  await step('a power shows its chart, and the same in words', async () => {
    await page.locator('#power a').first().click()
    await page.locator('.chartbox svg').waitFor()
    assert.ok((await page.locator('.chartbox svg').boundingBox()).height > 200)
    assert.ok((await page.locator('ol.steps > li').count()) >= 3)
    await picture(page, 'power')
  })

  await step('she reports what is wrong with it', async () => {
    const files = [
      { kind: '照片', name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo(page, { hue: 10 }) },
      { kind: '照片', name: 'b.jpg', mimeType: 'image/jpeg', buffer: await photo(page, { hue: 200 }) },
      { kind: '录像', name: 'c.webm', mimeType: 'video/webm', buffer: await film(page) },
    ]
    await page.locator('.actions').getByRole('link').first().click()
    await understand(page)
    await tell(page, { story: told })
    await attach(page, files)
    await picture(page, 'report-contact')
    code = await sign(server, page, { name: '演示村民', number })
    await page.getByText('文件都传好了').waitFor()
    await picture(page, 'report-done')
  })

  await step('her receipt promises what it holds: her words give its fingerprint again', async () => {
    await page.getByText('看回执的字').click()
    receipt = await page.locator('.receipt').innerText()
    assert.ok(receipt.includes('留痕承诺：') && receipt.includes('签名（ED25519）：') && !(await page.locator('main').innerText()).includes('谁也不能说'))
    const line = (words) => new RegExp(`^${words}：(.+)$`, 'm').exec(receipt)[1].trim()
    const files = line('随附文件')
    assert.equal(JSON.parse(files).length, 3)
    const form = `{"mediaIds":${files},"otherNames":[],"text":${JSON.stringify(told)}}`
    const hash = createHash('sha256').update(Buffer.from(line('随机盐'), 'hex')).update(form).digest('hex')
    assert.equal(hash, line('内容指纹（SHA-256）'.replace(/[（）]/g, '.')))
  })

  await step('she may leave only after she has kept the code', async () => {
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByText('请先把查询码拍下或抄好').waitFor()
    await page.getByLabel('查询码我已经拍下或抄好了').check()
    await page.getByRole('button', { name: '完成' }).click()
    await page.waitForURL(`${server.url}/510824`)
  })

  await step('a message came that names neither subject nor code', async () => {
    const texts = await messagesTo(server, number)
    const receipt = texts.find((text) => text.includes('已收到'))
    assert.ok(receipt)
    assert.ok(!texts.some((text) => text.includes(code) || text.includes('举报')))
  })

  await step('her receipt is checked, and one that was altered is not', async () => {
    const check = async (words) => {
      await page.goto(`${server.url}/verify`)
      await page.getByLabel('回执的字').fill(words)
      await page.getByRole('button', { name: '核验' }).click()
      return page.locator('#result [role=status]').innerText()
    }
    assert.match(await check(receipt), /签名是真的[^]*(还没有进公开的留痕|在公开的留痕里)/)
    await picture(page, 'verify')
    const day = /收到日期：(.+)/.exec(receipt)[1]
    assert.match(await check(receipt.replace(day, '2020-01-01')), /签名对不上/)
  })

  await step('code and phone together show her own words and files', async () => {
    await track(server, page, { county: '510824', code, number })
    await page.getByText('您写的').click()
    await page.getByText('评低保那天没有通知代表').waitFor()
    await page.getByText('照片 2 张，录像 1 段').waitFor()
    await picture(page, 'status')
  })

  await step('she takes it back, and thinks better of it', async () => {
    await page.getByRole('button', { name: '撤回举报' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click()
    await page.getByText('记下了。到生效那天以前，都可以反悔。').waitFor()
    await picture(page, 'status-withdrawing')
    await page.getByRole('button', { name: '不撤了，接着办' }).click()
    await page.getByText('好，接着办。').waitFor()
    await page.getByRole('button', { name: '撤回举报' }).waitFor()
  })
}
