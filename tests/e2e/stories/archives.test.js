// An archive is opened for a stated purpose, read by fact and source, and put on paper; its official reads his own and answers it.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { desk, openPage, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const said = '任职情况属实，愿意接受监督。'
const held = stage()

const withRole = (server, role) => server.accounts.filter(({ county: of, roles }) => of === county && roles.some((one) => one.toUpperCase() === role))

story('an archive is opened for a purpose, and its official answers it', held, { device: phone }, async ({ page, server, browser, step }) => {
  const [keeper] = withRole(server, 'PERSONNEL')
  const official = withRole(server, 'OFFICIAL').find(({ place }) => place.endsWith('镇'))
  const { look, told } = looker(page)
  await step('the official reads his own archive and says something', async () => {
    const { page: own, context } = await openPage(browser, phone)
    const his = looker(own)
    await signIn(server, own, official)
    await arrive(own, `${server.url}/staff/own-archive`)
    await own.getByRole('heading', { name: '任职' }).waitFor()
    await his.look('own-archive')
    await own.getByRole('button', { name: '对整份档案写说明' }).click()
    await own.getByRole('button', { name: '写上去' }).click()
    await own.getByText('写一写，至少 2 个字。').waitFor()
    await own.getByLabel('您的说明').fill(said)
    await his.look('own-archive-answer')
    await own.getByRole('button', { name: '写上去' }).click()
    await own.getByText('写好了，看档案的人会一起看到。').waitFor()
    await own.getByText(said).waitFor()
    await own.getByRole('button', { name: '申报一件事项' }).click()
    await own.getByText('县里还没有定要申报的类别').waitFor()
    await context.close()
    his.told()
  })
  await step('without a purpose nothing is opened', async () => {
    await signIn(server, page, keeper)
    await arrive(page, `${server.url}/staff/archives`)
    await page.getByRole('button', { name: '打开档案' }).click()
    await page.getByText('请选用途。没有用途不能看。').waitFor()
    await look('archives')
  })
  await step('with one it is, and lists facts with their sources', async () => {
    await page.getByLabel('干部的名字').first().fill(official.name)
    await page.getByRole('button', { name: '找', exact: true }).first().click()
    await page.getByRole('radio', { name: new RegExp(`^${official.name}`) }).first().check()
    await page.getByRole('radio', { name: '提拔任用' }).check()
    await page.getByLabel('为什么要看').fill('拟任镇长，考察用')
    await page.getByRole('button', { name: '打开档案' }).click()
    await page.getByRole('heading', { level: 1, name: official.name }).waitFor()
    await page.getByText('用途：提拔任用。拟任镇长，考察用').waitFor()
    await page.getByText('只列事实和来源，不打分，不作结论。').waitFor()
    await page.getByText(said).waitFor()
    await look('archive')
  })
  await step('the summary comes as a PDF', async () => {
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: '下载摘要（PDF，给会议用）' }).click()
    const file = await waiting
    assert.match(file.suggestedFilename(), /^廉洁档案摘要-.*\.pdf$/)
    const bytes = await readFile(await file.path())
    assert.ok(bytes.subarray(0, 5).toString() === '%PDF-' && bytes.includes('CIDFontType0C'), 'text with the letters that it needs')
    await page.getByText('这一次已经留痕').waitFor()
  })
  told()
})

story('the same at a desk', held, { device: desk }, async ({ page, server, step }) => {
  const [keeper] = withRole(server, 'PERSONNEL')
  const official = withRole(server, 'OFFICIAL').find(({ place }) => place.endsWith('镇'))
  const { look, told } = looker(page)
  await step('opened, and all of it on one page', async () => {
    await signIn(server, page, keeper)
    await arrive(page, `${server.url}/staff/archives`)
    await page.getByLabel('干部的名字').first().fill(official.name)
    await page.getByRole('button', { name: '找', exact: true }).first().click()
    await page.getByRole('radio', { name: new RegExp(`^${official.name}`) }).first().check()
    await page.getByRole('radio', { name: '巡察检查' }).check()
    await page.getByLabel('为什么要看').fill('例行巡察，看任职和整改情况')
    await page.getByRole('button', { name: '打开档案' }).click()
    await page.getByRole('heading', { level: 1, name: official.name }).waitFor()
    await look('archive-desk')
  })
  told()
})
