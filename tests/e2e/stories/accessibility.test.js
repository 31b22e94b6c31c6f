// Every page, in normal and in large mode, for villagers on a phone and for staff on a phone and at a desk.
import { accountOf, handIn, provePhone, quietVillagesPower } from '../kit/api.js'
import { desk, phone, picture } from '../kit/browser.js'
import { openAction, signIn } from '../kit/officer.js'
import { assertFitsNarrow, assertReadable } from '../kit/page-checks.js'
import { stage, story } from '../kit/story.js'
import { tell, understand } from '../kit/villager.js'

const modes = [
  ['normal', 48],
  ['large', 60],
]
const held = stage()

/** Looks at the page in both modes and at its narrowest; all faults are told at once. */
async function look(page, name, faults) {
  for (const [mode, target] of modes) {
    await page.evaluate((size) => document.documentElement.setAttribute('data-size', size), mode)
    await assertReadable(page, `${name}, ${mode}`, { target }).catch((fault) => faults.push(fault.message))
    await picture(page, `look-${name}-${mode}`)
    if (page.viewportSize().width < 900) await assertFitsNarrow(page, `${name}, ${mode}`).catch((fault) => faults.push(fault.message))
  }
  await page.evaluate(() => document.documentElement.setAttribute('data-size', 'normal'))
}

function told(faults) {
  if (faults.length > 0) throw new Error(faults.join('\n\n'))
}

story('the pages that stand open', held, { device: phone }, async ({ page, server }) => {
  const faults = []
  const { county, unitCode, path } = await quietVillagesPower(server)
  const pages = { county: `/${county}`, list: `/${county}/list?category=VILLAGE`, unit: `/${county}/u/${unitCode}`, power: path, track: '/track', privacy: '/privacy', accessibility: '/accessibility', 'sign-in': '/staff/sign-in' }
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(server.url + address)
    await page.locator('main h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    await look(page, name, faults)
  }
  told(faults)
})

story('the steps of a report', held, { device: phone }, async ({ page, server, step }) => {
  const faults = []
  const { county, id } = await quietVillagesPower(server)
  await page.goto(`${server.url}/${county}/report?subject=${id}`)
  await page.getByLabel('这些我看清楚了，愿意留真名反映').waitFor()
  await look(page, 'report-1', faults)
  await understand(page)
  await page.getByRole('heading', { name: '您要反映谁？' }).waitFor()
  await look(page, 'report-2', faults)
  await step('on to the files', () => tell(page, { story: '说清楚一点。' }))
  await look(page, 'report-4', faults)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请写您的真实姓名').first().waitFor()
  await look(page, 'report-5-mistakes', faults)
  told(faults)
})

for (const [where, device] of [['phone', phone], ['desk', desk]]) {
  story(`the committee's pages, ${where}`, held, { device }, async ({ page, server, step }) => {
    const faults = []
    const { county, id, unitName } = await quietVillagesPower(server)
    const number = where === 'phone' ? '13900000401' : '13900000402'
    const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
    const { organ } = await handIn(server, token, { submissionKey: `accessible-at-the-${where}-1`, county, subjectIds: [id], text: '请看一看。' })
    await step('signs in', () => signIn(server, page, accountOf(server, organ, 'HEAD')))
    for (const [name, address] of Object.entries({ today: '/staff', all: '/staff/all', people: '/staff/people', poster: '/staff/poster', me: '/staff/me' })) {
      await page.goto(server.url + address)
      await page.locator('main h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      await look(page, `${name}-${where}`, faults)
    }
    await page.goto(`${server.url}/staff`)
    await page.locator('.casecell', { hasText: unitName }).first().click()
    await page.getByText('请看一看。').waitFor()
    await look(page, `case-${where}`, faults)
    await openAction(page, '收下来办')
    await look(page, `accept-${where}`, faults)
    told(faults)
  })
}
