// The town's officer works on a report on a phone; the villager is not satisfied; the county's officer, at a desk, ends it.
import assert from 'node:assert/strict'
import { accountOf, handIn, messagesTo, provePhone, quietVillagesPower } from '../kit/api.js'
import { assertQuiet, desk, openPage, phone, picture } from '../kit/browser.js'
import { photo } from '../kit/media.js'
import { accept, investigate, reply, signIn } from '../kit/officer.js'
import { upload } from '../kit/tus.js'
import { track } from '../kit/villager.js'

const county = '510824'
const number = '13900000201'
const submissionKey = 'story-of-the-officer-0001'
const told = '村里评低保没有开会，名单是定好的。'
const first = '经查，评议会没有通知全部代表，您反映的这一点属实，其余没有发现。已重新评议。'
/** The texts that a reporter gets, whole: none says more than this. */
const messages = {
  code: /^【便民服务】您的验证码是 \d{6}，5 分钟内有效，请不要告诉别人。$/,
  received: /^【便民服务】您提交的事项已收到。请保管好查询码，随时可以查看进展。$/,
  news: /^【便民服务】您提交的事项有新进展，请用查询码查看。$/,
  answer: /^【便民服务】您提交的事项已有答复，请用查询码查看，并在\d+月\d+日前告诉我们是否满意。$/,
}
// Code and receipt; accepted, investigation begun, reply; code, escalated; begun again, reply; code, the end.
const toldOf = ['code', 'received', 'news', 'news', 'answer', 'code', 'news', 'news', 'answer', 'code', 'news']
const last = '县里复核：名单确实是会前定的。名单作废，经办人受到处分。'

/** A case from the in-box to the superior organ and its end. */
export async function officersTale({ page, server, browser, step }) {
  const power = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  const mediaId = await upload(server, { token, submissionKey, kind: 'PHOTO', bytes: await photo(page) })
  const { queryCode, organ } = await handIn(server, token, { submissionKey, county, subjectIds: [power.id], text: told, mediaIds: [mediaId], wantsSms: true })
  const code = queryCode.replace(/[\s-]/g, '')

  await step('the officer signs in and finds the case under 今天', async () => {
    await signIn(server, page, accountOf(server, organ, 'HANDLER'))
    await page.locator('.casecell').first().waitFor()
    await picture(page, 'inbox')
    await openCase(page, power)
  })
  await step('he reads the words and sees the photo under his watermark', async () => {
    await page.getByText(told).waitFor()
    const shown = page.locator('.viewer__pic img')
    await shown.scrollIntoViewIfNeeded()
    await page.waitForFunction(() => document.querySelector('.viewer__pic img')?.naturalWidth > 0)
    await picture(page, 'case')
  })
  await step('he accepts, starts, and replies', async () => {
    await accept(page)
    await investigate(page)
    await reply(page, { finding: '部分属实', text: first })
    await picture(page, 'case-replied')
  })
  const villager = await openPage(browser, phone)
  await step('she sees the reply and is not satisfied: red light', async () => {
    await track(server, villager.page, { county, code, number })
    await villager.page.getByText(first).waitFor()
    await picture(villager.page, 'status-replied')
    await villager.page.getByRole('button', { name: '不满意', exact: true }).click()
    await villager.page.getByLabel('哪里不满意？').fill('名单为什么不公布？')
    await picture(villager.page, 'status-sheet-no', { whole: false })
    await villager.page.getByRole('button', { name: '转到上级再查' }).click()
    await villager.page.getByText('上级复核').first().waitFor()
    await picture(villager.page, 'status-red')
  })
  const superior = await openPage(browser, desk)
  await step('the county opens the red case at a desk and replies', async () => {
    await signIn(server, superior.page, accountOf(server, '苍溪县纪委监委', 'HANDLER'))
    await superior.page.locator('.casecell').first().waitFor()
    await picture(superior.page, 'inbox-desk')
    await openCase(superior.page, power)
    await superior.page.getByText('举报人不满意').first().waitFor()
    await superior.page.getByText(told).waitFor()
    await picture(superior.page, 'case-desk')
    await investigate(superior.page)
    await reply(superior.page, { finding: '属实', text: last })
  })
  await step('she reads the last word', async () => {
    await track(server, villager.page, { county, code, number })
    await villager.page.getByRole('heading', { name: '上级的答复' }).waitFor()
    await villager.page.getByText(last).waitFor()
    await villager.page.getByRole('button', { name: '满意', exact: true }).click()
    await villager.page.getByText('记下了：您满意').waitFor()
    await picture(villager.page, 'status-end')
  })
  await step('a message told her of each step, in their order, and none tells others', async () => {
    const texts = await allMessages(server, number, toldOf.length)
    assert.deepEqual(texts.map(kindOf), toldOf, texts.join('\n'))
    assert.ok(!texts.some((text) => /举报|低保|纪委|村/.test(text) || text.includes(code)), texts.join('\n'))
  })
  assertQuiet([...villager.complaints, ...superior.complaints])
}

/** All messages to a phone, oldest first; waits for the last of so many: they go out beside the request. */
async function allMessages(server, phone, count) {
  const end = Date.now() + 20_000
  for (;;) {
    const texts = (await messagesTo(server, phone)).reverse()
    if (texts.length >= count || Date.now() > end) return texts
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Which message it is; the text as it stands if it is none that we know. */
function kindOf(text) {
  const found = Object.entries(messages).find(([, words]) => words.test(text))
  return found?.[0] ?? text
}

/** In the list a case goes by the names of its unit and the matter. */
async function openCase(page, power) {
  await page.locator('.casecell', { hasText: power.unitName }).click()
  await page.getByRole('heading', { level: 1, name: power.unitName }).waitFor()
}
