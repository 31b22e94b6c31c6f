// A villager has an opinion on a power; the unit answers it and publishes it; everybody reads the steps, and she rates the answer.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { arrive, looker } from '../kit/look.js'
import { signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { provePhoneOnPage } from '../kit/villager.js'

const county = '510824'
const author = '13900000921'
const held = stage()
const words = '评议会请提前三天贴通知，写清楚时间地点。'

story('an opinion is written, answered, published, read by everybody and rated', held, { device: phone }, async ({ page, server, step }) => {
  const { look, told } = looker(page)
  const publisher = publisherOf(server)
  let power = ''
  await step('the page of a power leads to the form', async () => {
    await arrive(page, `${server.url}/${county}/list?category=TOWN`)
    await page.getByRole('link', { name: new RegExp(publisher.place) }).first().click()
    await page.locator('#power .cell').first().click()
    await readOn(page, '意见建议')
    power = page.url()
    await page.getByRole('link', { name: '提意见' }).click()
    await page.getByRole('heading', { level: 1, name: '提意见' }).waitFor()
    await look('opinion')
  })
  await step('what sounds like an accusation is led to the page for reports', async () => {
    await page.getByLabel('过程').check()
    await page.getByLabel('您的意见').fill('有人收了钱才给评上。')
    await page.getByRole('textbox', { name: '您的姓名' }).fill('王演示')
    await provePhoneOnPage(server, page, author)
    await page.getByText('手机号核对过了').waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('link', { name: '去举报' }).waitFor()
    await look('opinion-accuses')
  })
  await step('an opinion is taken, with the day of its answer', async () => {
    await page.getByLabel('您的意见').fill(words)
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor()
    await page.getByText(/最晚 .+答复您/).waitFor()
    await look('opinion-taken')
  })
  const staff = await page.context().browser().newContext({ locale: 'zh-CN' })
  const desk = await staff.newPage()
  const deskLook = looker(desk)
  await step('nobody else reads it before a person has', async () => {
    await arrive(desk, power)
    await readOn(desk, '意见建议')
    assert.equal(await desk.getByText(words).count(), 0)
  })
  await step('the publisher reads it, publishes it and answers', async () => {
    await signIn(server, desk, publisher)
    await arrive(desk, `${server.url}/staff/opinions`)
    await desk.getByRole('link', { name: new RegExp(words.slice(0, 8)) }).click()
    await desk.getByText('单位看了').waitFor()
    await deskLook.look('opinion-staff')
    await desk.getByRole('button', { name: '看过了，公开' }).click()
    await desk.getByText('公开了，人人看得到。').waitFor()
    await desk.getByLabel('答复的话').fill('从下次评议起，提前三天贴通知。')
    await desk.getByRole('button', { name: '答复', exact: true }).click()
    await desk.getByText('答复了，给提意见的人发了短信。').waitFor()
  })
  await step('everybody reads it with its steps, on the page of the power too', async () => {
    await arrive(desk, power)
    await readOn(desk, '意见建议')
    await desk.getByRole('heading', { name: '对过程' }).waitFor()
    await desk.getByRole('link', { name: new RegExp(words.slice(0, 8)) }).click()
    await desk.getByText('从下次评议起，提前三天贴通知。').waitFor()
    assert.ok(!(await desk.locator('main').innerText()).includes('王'), 'no name, and no sign of one')
  })
  await step('she finds it by her phone, and says how good the answer is', async () => {
    await page.getByRole('link', { name: '看我提的意见' }).click()
    await page.getByRole('button', { name: new RegExp(words.slice(0, 8)) }).click()
    await page.getByText('从下次评议起，提前三天贴通知。').waitFor()
    await look('opinion-mine')
    await page.getByLabel('很满意').check()
    await page.getByRole('button', { name: '打分' }).click()
    await page.getByText('收到了，谢谢您。这条意见办结了。').waitFor()
  })
  await step('the commission reads how units answer', async () => {
    const other = await page.context().browser().newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } })
    const wide = await other.newPage()
    const wideLook = looker(wide)
    await signIn(server, wide, commissionOf(server))
    await arrive(wide, `${server.url}/staff/opinions`)
    await wide.getByRole('heading', { name: '各单位答复得怎么样' }).waitFor()
    await wide.getByRole('rowheader', { name: '全县' }).waitFor()
    await wideLook.look('opinions-commission')
    wideLook.told()
    await other.close()
  })
  deskLook.told()
  await staff.close()
  told()
})

/** Who publishes for a town of the demonstration. */
function publisherOf(server) {
  const found = server.accounts.find(({ county: code, roles, place }) => code === county && roles.some((one) => one.toUpperCase() === 'PUBLISHER') && /镇|乡|街道/.test(place))
  assert.ok(found, 'a publisher of a town')
  return found
}

/** A head of the county's commission. */
function commissionOf(server) {
  const found = server.accounts.find(({ county: code, roles, place }) => code === county && roles.some((one) => one.toUpperCase() === 'HEAD') && /县纪委/.test(place))
  assert.ok(found, 'a head of the commission')
  return found
}

/** Reads on to a part of a page that comes when one is near it. */
async function readOn(page, heading) {
  await page.locator('h1').waitFor()
  await page.locator('#opinions').evaluate((place) => place.scrollIntoView())
  await page.getByRole('heading', { name: heading }).waitFor()
}
