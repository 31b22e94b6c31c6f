// What lies behind buttons, in both modes: the last steps of a report, the status with its sheets, every sheet of the staff.
import { accountOf, ask, quietVillagesPower, staffToken } from '../kit/api.js'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { provePhoneOnPage, tell, track, understand } from '../kit/villager.js'

const held = stage()
const county = '510824'

story('the last steps of a report, and what she is shown when it is in', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const number = '13900000501'
  const { id } = await quietVillagesPower(server)
  await page.goto(`${server.url}/${county}/report?subject=${id}`)
  await understand(page)
  await page.getByRole('heading', { name: '您要反映谁？' }).waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByLabel('写下来').waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请写几句，或者录一段音').waitFor()
  await page.locator('summary').first().click()
  await look('report-3')
  await step('on to the last step', async () => {
    await page.goBack()
    await tell(page, { story: '写好了，最后再看一遍。' })
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByLabel('您的真实姓名').fill('演示举报人')
    await provePhoneOnPage(server, page, number)
    await page.getByText('手机号核对过了').waitFor()
    await look('report-5-proven')
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('heading', { name: '再看一遍，就交了' }).waitFor()
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.getByText('请先在方框里打勾').waitFor()
  })
  await look('report-6')
  await page.getByLabel(/我说的是我知道的实情/).check()
  await page.getByRole('button', { name: '提交举报' }).click()
  await page.getByRole('heading', { name: '收到了' }).waitFor()
  await page.getByRole('button', { name: '完成' }).click()
  await page.getByText('请先把查询码拍下或抄好').waitFor()
  await look('report-done')
  told()
})

story('the status with a reply, and its sheets', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const open = server.reports.filter((one) => one.county === county)
  const find = (state) => open.find((one) => one.state === state)
  const visit = async ({ queryCode, phone: number }, proven) => {
    await track(server, page, { county, code: queryCode, number: proven ? number : undefined })
  }
  await step('by the code alone', () => visit(find('REPLIED')))
  await look('status-code-only')
  await step('by code and phone', () => visit(find('REPLIED'), true))
  await look('status-replied')
  await page.getByRole('button', { name: '不满意', exact: true }).click()
  await page.getByLabel('哪里不满意？').waitFor()
  await look('sheet-not-satisfied', { whole: false })
  await page.keyboard.press('Escape')
  await step('a case that runs', () => visit(find('INVESTIGATING'), true))
  for (const [button, name] of [['补充材料', 'sheet-supplement'], ['撤回举报', 'sheet-withdraw']]) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await look(name, { whole: false })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  told()
})

const names = { ACCEPT: '收下来办', DECLINE: '不收', TRANSFER: '转给别的机关', ASSIGN: '分派给同事', ADD_SUBJECT: '增加反映对象', START_INVESTIGATION: '开始查', FILE: '立案', REPLY: '答复举报人', INVITE_ORGAN: '请别的组织联合办', ADD_NOTE: '记一笔' }

story("every sheet over the committee's case", held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const account = accountOf(server, '陵江镇纪委', 'HEAD')
  const { cases } = await ask(server, '{ cases(first: 50) { nodes { id viewerCan } } }', {}, await staffToken(server, account))
  await step('signs in', () => signIn(server, page, account))
  for (const [action, name] of Object.entries(names)) {
    const { id } = cases.nodes.find((one) => one.viewerCan.includes(action))
    await arrive(page, `${server.url}/staff/c/${id}`)
    await step(`opens ${name}`, () => openAction(page, name))
    if (action === 'REPLY') await page.getByRole('button', { name: '加一项处理' }).click()
    if (action === 'ADD_SUBJECT') await pickSomebody(page)
    await look(`sheet-${action.toLowerCase()}`, { whole: false })
  }
  const many = cases.nodes.find((one) => one.viewerCan.length > 2)
  await arrive(page, `${server.url}/staff/c/${many.id}`)
  await page.locator('.actions').getByRole('button', { name: '更多' }).click()
  await look('sheet-more', { whole: false })
  told()
})

/** Finds a unit and looks who serves there. */
async function pickSomebody(page) {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('找单位').fill('陵江镇')
  await sheet.getByRole('button', { name: '找', exact: true }).click()
  await sheet.getByRole('radio').first().check()
  await sheet.getByRole('radio', { name: /^整个/ }).check()
}

story("the auditor's trail", held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await step('signs in', () => signIn(server, page, accountOf(server, '苍溪县纪委监委', 'AUDITOR')))
  await arrive(page, `${server.url}/staff/me`)
  await page.getByRole('link', { name: '看留痕' }).click()
  await page.getByRole('heading', { name: '留痕' }).waitFor()
  await page.getByText(/：登录/).first().waitFor()
  await look('trail')
  await page.getByLabel('看哪一类').selectOption({ label: '登录和密码' })
  await page.getByText(/：登录/).first().waitFor()
  told()
})

story("the sheets of the county's administrator", held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  await page.goto(`${server.url}/staff/sign-in`)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('用户名还空着').waitFor()
  await look('sign-in-mistakes')
  await step('signs in', () => signIn(server, page, accountOf(server, '苍溪县纪委监委', 'COUNTY_ADMIN')))
  await arrive(page, `${server.url}/staff/people`)
  await look('people-admin')
  await page.getByRole('button', { name: '加一个人' }).click()
  await look('sheet-new-account', { whole: false })
  await page.keyboard.press('Escape')
  const person = page.locator('#staff .cells button').first()
  for (const part of ['给一个角色', '换密码或动态码', /^结束/]) {
    await person.click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: part }).first().click()
    await sheet.getByRole('button', { name: '先不' }).or(sheet.getByRole('button', { name: '关上' })).first().waitFor()
    await look(`sheet-account-${part instanceof RegExp ? 'end' : part}`, { whole: false })
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  }
  told()
})
