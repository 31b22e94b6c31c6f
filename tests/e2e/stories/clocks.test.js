// A term that has to wait: the town's officer asks, the county's head answers, the reporter sees the new day; and a day of the county's.
import assert from 'node:assert/strict'
import { accountOf, handIn, provePhone, quietVillagesPower } from '../kit/api.js'
import { assertQuiet, desk, openPage, phone, picture } from '../kit/browser.js'
import { accept, openAction, signIn } from '../kit/officer.js'
import { assertReadable } from '../kit/page-checks.js'
import { stage, story } from '../kit/story.js'

const county = '510824'
const number = '13900000501'
const why = '等司法鉴定意见，估计两个星期。'

/** So many days from today, as a date field takes it. */
function inDays(days) {
  return new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}

story('a pause is asked for, granted from above, and ended early', stage(), { device: phone }, async ({ page, server, browser, step }) => {
  const power = await quietVillagesPower(server)
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  const { organ } = await handIn(server, token, { submissionKey: 'story-of-the-clocks-0001', county, subjectIds: [power.id], text: '账目要请人看一看。' })

  await step('the officer accepts and asks for a pause', async () => {
    await signIn(server, page, accountOf(server, organ, 'HANDLER'))
    await page.locator('.casecell', { hasText: power.unitName }).first().click()
    await accept(page)
    await openAction(page, '申请暂停')
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: '送上级批' }).click()
    await sheet.getByText('先选暂停到哪一天。').waitFor()
    await sheet.getByLabel('暂停到哪一天').fill(inDays(14))
    await sheet.getByLabel('为什么').fill(why)
    await assertReadable(page, 'asking for a pause', { target: 44 })
    await picture(page, 'clock-ask', { whole: false })
    await sheet.getByRole('button', { name: '送上级批' }).click()
    await page.getByText('申请送到上级了').waitFor()
  })
  const head = await openPage(browser, desk)
  await step('the county’s head reads why, and grants it', async () => {
    await signIn(server, head.page, accountOf(server, '苍溪县纪委监委', 'HEAD'))
    await head.page.getByRole('link', { name: /个申请等您批/ }).click()
    await head.page.getByRole('button', { name: new RegExp(organ) }).last().click()
    const sheet = head.page.getByRole('dialog')
    await sheet.getByText(why).waitFor()
    await sheet.getByRole('button', { name: '批准', exact: true }).click()
    await sheet.getByText('意见还空着。').waitFor()
    await sheet.getByLabel('意见').fill('同意暂停。')
    await assertReadable(head.page, 'answering a request', { target: 44 })
    await picture(head.page, 'clock-decide')
    await sheet.getByRole('button', { name: '批准', exact: true }).click()
    await head.page.getByText('批准了，期限已经改好').waitFor()
  })
  await step('the arithmetic says it, and the pause ends early', async () => {
    await page.reload()
    await page.getByText('这个日子怎么算的').click()
    await page.getByText(/经上级批准，.*暂停，\d+ 天不算/).waitFor()
    await picture(page, 'clock-paused')
    await openAction(page, '恢复计时')
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('为什么不用再等').fill('鉴定意见到了。')
    await sheet.getByRole('button', { name: '恢复计时' }).click()
    await page.getByText('恢复计时了，今天起接着算').waitFor()
    await page.getByText('暂停和延长').click()
    await page.getByText(/当天就恢复了/).waitFor()
  })
  assertQuiet(head.complaints)
  await head.context.close()
})

story('the administrator sets a day of the county’s', stage(), { device: phone }, async ({ page, server, step }) => {
  const admin = server.accounts.find((one) => one.county === county && one.roles.includes('COUNTY_ADMIN'))
  await step('he finds the calendar', async () => {
    await signIn(server, page, admin)
    await page.goto(`${server.url}/staff/me`)
    await page.getByRole('link', { name: '工作日历' }).click()
    await page.getByRole('heading', { name: '工作日历' }).waitFor()
    await picture(page, 'calendar')
  })
  await step('a day that is over is refused, a working day to come is not', async () => {
    await page.getByRole('button', { name: '定一天' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('为什么').fill('县庆')
    await sheet.getByLabel('哪一天').fill(inDays(-1))
    await sheet.getByRole('button', { name: '定下来' }).click()
    await sheet.getByText(/只能定明天以后/).waitFor()
    // Whatever day this is told on: one of the next four that is a working day.
    let set = false
    for (let ahead = 1; ahead <= 20 && !set; ahead++) {
      await sheet.getByLabel('哪一天').fill(inDays(ahead))
      await sheet.getByRole('button', { name: '定下来' }).click()
      const done = page.getByText(/定好了，期限正在重新算/)
      await done.or(sheet.getByText('那天本来就不上班。')).first().waitFor()
      set = await done.isVisible()
    }
    assert.ok(set)
    await page.getByText('县庆，放假，县里定的').first().waitFor()
    await picture(page, 'calendar-set')
  })
})
