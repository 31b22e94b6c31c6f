// The committee asks a villager for material; he reads it with both codes and has none; an officer declares kinship, the
// administrator enters a move.
import assert from 'node:assert/strict'
import { accountOf, ask, messagesTo, staffToken } from '../kit/api.js'
import { desk, openPage, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { track } from '../kit/villager.js'

const held = stage()
const county = '510824'
const wanted = '请补一下去年十月的收据照片。'

/** A running case of a committee, with its report and a head who handles it. */
async function running(server) {
  for (const report of server.reports.filter((one) => one.county === county && one.state === 'INVESTIGATING')) {
    const status = await ask(server, 'query($code: String) { reportStatus(queryCode: $code) { organ { name external } } }', { code: report.queryCode })
    const { organ } = status.reportStatus
    if (organ.external) continue
    const head = accountOf(server, organ.name, 'HEAD')
    const { cases } = await ask(server, '{ cases(first: 50, filter: { states: [INVESTIGATING] }) { nodes { id submittedAt viewerCan } } }', {}, await staffToken(server, head))
    const one = cases.nodes.find(({ viewerCan }) => viewerCan.includes('ASK_MATERIAL'))
    if (one && cases.nodes.length === 1) return { report, head, id: one.id }
  }
  throw new Error('no committee has just one running case')
}

story('what the committee asks for is read with both codes, and answered', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { look, told } = looker(page)
  const { report, head, id } = await running(server)
  await step('the head asks', async () => {
    await signIn(server, page, head)
    await arrive(page, `${server.url}/staff/c/${id}`)
    await openAction(page, '请举报人补充材料')
    await look('sheet-ask_material', { whole: false })
    await page.getByLabel('要什么材料').fill(wanted)
    await page.getByRole('button', { name: '告诉他', exact: true }).click()
    await page.getByText('告诉举报人了').waitFor()
  })
  const villager = await openPage(browser, phone)
  await step('the villager reads it, and has none', async () => {
    const seen = looker(villager.page)
    await track(server, villager.page, { county, code: report.queryCode })
    await villager.page.getByRole('heading', { name: '请您补充材料' }).waitFor()
    assert.ok(!(await villager.page.locator('main').innerText()).includes('收据'), 'the code alone opens no words')
    await track(server, villager.page, { county, code: report.queryCode, number: report.phone })
    await villager.page.getByText(wanted).first().waitFor()
    await seen.look('status-asked')
    await villager.page.getByRole('button', { name: '没有要补充的' }).click()
    await villager.page.getByText('记下了：您没有要补充的').waitFor()
    seen.told()
  })
  const messages = await messagesTo(server, report.phone)
  assert.ok(messages.length > 0 && messages.every((text) => !text.includes('收据')), 'no message names it')
  told()
})

story('kinship is declared, and a move is entered', held, { device: phone }, async ({ page, server, browser, step }) => {
  const { look, told } = looker(page)
  await step('an officer declares', async () => {
    await signIn(server, page, accountOf(server, '陵江镇纪委', 'HEAD'))
    await arrive(page, `${server.url}/staff/kin`)
    await look('kin')
    await page.getByRole('button', { name: '申报一位亲属' }).click()
    await look('sheet-declare', { whole: false })
    await page.getByRole('button', { name: '申报', exact: true }).click()
    await page.getByText('先找到这位干部，再选上').waitFor()
  })
  const office = await openPage(browser, desk)
  await step('the administrator looks for somebody', async () => {
    const seen = looker(office.page)
    const admin = server.accounts.find(({ county: of, roles }) => of === county && roles.some((one) => one.toUpperCase() === 'COUNTY_ADMIN'))
    await signIn(server, office.page, admin)
    await arrive(office.page, `${server.url}/staff/moves`)
    await seen.look('moves')
    seen.told()
  })
  told()
})
