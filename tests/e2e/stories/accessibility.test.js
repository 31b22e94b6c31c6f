// Every page, in normal and in large mode, for villagers on a phone and for staff on a phone and at a desk.
import { accountOf, handIn, provePhone, quietVillagesPower } from '../kit/api.js'
import { desk, phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { openAction, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { tell, understand } from '../kit/villager.js'

const held = stage()

// A page that is not there says 404, and browsers complain of that.
story('the pages that stand open', held, { device: phone, tolerated: /status of 404 .*\/nowhere\/x\/y$/ }, async ({ page, server }) => {
  const { look, told } = looker(page)
  const { county, unitCode, path } = await quietVillagesPower(server)
  const pages = { county: `/${county}`, list: `/${county}/list?category=VILLAGE`, unit: `/${county}/u/${unitCode}`, power: path, track: '/track', privacy: '/privacy', verify: '/verify', accessibility: '/accessibility', 'sign-in': '/staff/sign-in', 'nothing-found': `/${county}/list?q=7K3M9PX`, 'no-such-page': '/nowhere/x/y', 'report-gone': '/report/done' }
  for (const [name, address] of Object.entries(pages)) {
    await arrive(page, server.url + address)
    await look(name)
  }
  told()
})

story('the steps of a report', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const { county, id } = await quietVillagesPower(server)
  await page.goto(`${server.url}/${county}/report?subject=${id}`)
  await page.getByLabel('这些我看清楚了，愿意留真名反映').waitFor()
  await look('report-1')
  await understand(page)
  await page.getByRole('heading', { name: '您要反映谁？' }).waitFor()
  await look('report-2')
  await step('on to the files', () => tell(page, { story: '说清楚一点。' }))
  await look('report-4')
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByText('请写您的真实姓名').first().waitFor()
  await look('report-5-mistakes')
  told()
})

for (const [where, device] of [['phone', phone], ['desk', desk]]) {
  story(`the committee's pages, ${where}`, held, { device }, async ({ page, server, step }) => {
    const { look, told } = looker(page)
    const { county, id, unitName } = await quietVillagesPower(server)
    const number = where === 'phone' ? '13900000401' : '13900000402'
    const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
    const { organ } = await handIn(server, token, { submissionKey: `accessible-at-the-${where}-1`, county, subjectIds: [id], text: '请看一看。' })
    await step('signs in', () => signIn(server, page, accountOf(server, organ, 'HEAD')))
    for (const [name, address] of Object.entries({ today: '/staff', all: '/staff/all', people: '/staff/people', poster: '/staff/poster', me: '/staff/me', requests: '/staff/requests', calendar: '/staff/calendar' })) {
      await arrive(page, server.url + address)
      await look(`${name}-${where}`)
    }
    await page.goto(`${server.url}/staff`)
    await page.locator('.casecell', { hasText: unitName }).first().click()
    await page.getByText('请看一看。').waitFor()
    await look(`case-${where}`)
    await openAction(page, '收下来办')
    await look(`accept-${where}`)
    told()
  })
}
