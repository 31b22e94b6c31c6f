// What comes while a page is open: it is told, and nothing moves under the finger; also where no WebSocket gets through.
import assert from 'node:assert/strict'
import { accountOf, ask, handIn, provePhone, quietVillagesPower, staffToken } from '../kit/api.js'
import { assertQuiet, desk, openPage, phone, picture } from '../kit/browser.js'
import { looker } from '../kit/look.js'
import { investigate, signIn } from '../kit/officer.js'
import { stage, story } from '../kit/story.js'
import { track } from '../kit/villager.js'

const county = '510824'
const held = stage()

/** A villager reports; answers code and organ. */
async function reports(server, number, power) {
  const token = await provePhone(server, { phone: number, purpose: 'REPORT', county })
  const submissionKey = `live-story-${number}-0001`
  const { queryCode, organ } = await handIn(server, token, { submissionKey, county, subjectIds: [power.id], text: '名单是定好的。', wantsSms: false })
  return { code: queryCode.replace(/[\s-]/g, ''), organ }
}

/** The newest case of the organ, and what its handler does with it elsewhere. */
async function elsewhere(server, organ, number) {
  const token = await staffToken(server, accountOf(server, organ, 'HEAD'))
  const { cases } = await ask(server, '{ cases(filter: { open: true }, first: 100) { nodes { id number submittedAt } } }', {}, token)
  const one = cases.nodes.find((node) => node.number === number) ?? [...cases.nodes].sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1))[0]
  return {
    number: one.number,
    async accepts() {
      const accept = 'mutation($input: AcceptCaseInput!) { acceptCase(input: $input) { errors { message } } }'
      const { acceptCase } = await ask(server, accept, { input: { caseId: one.id } }, token)
      assert.deepEqual(acceptCase.errors, [])
    },
  }
}

const newer = (page) => page.getByRole('button', { name: '有更新，点这里看' })
const rows = (page) => page.locator('.casecell').evaluateAll((all) => all.map((one) => one.textContent))

story('an in-box changes without being loaded again', held, { device: phone }, async ({ page, server, step }) => {
  const power = await quietVillagesPower(server)
  const { organ } = await reports(server, '13900000901', power)
  await signIn(server, page, accountOf(server, organ, 'HANDLER'))
  await page.locator('.casecell').first().waitFor()
  const before = await rows(page)

  await step('a report comes: the list says so and stays as it is', async () => {
    await page.evaluate(() => scrollTo(0, 120))
    const top = await page.locator('.casecell').first().boundingBox()
    await reports(server, '13900000902', power)
    await newer(page).waitFor()
    assert.deepEqual(await rows(page), before)
    assert.deepEqual(await page.locator('.casecell').first().boundingBox(), top)
    await picture(page, 'inbox-newer', { whole: false })
  })
  await step('the words can be read, reached and pressed', async () => {
    const look = looker(page)
    await look.look('inbox-newer', { whole: false })
    look.told()
  })
  await step('a press shows it, and the words go', async () => {
    await newer(page).click()
    await page.waitForFunction((count) => document.querySelectorAll('.casecell').length > count, before.length)
    await newer(page).waitFor({ state: 'detached' })
  })
})

story('an open case and the reporter’s page are told of a step', held, { device: desk }, async ({ page, server, browser, step }) => {
  const power = await quietVillagesPower(server)
  const { code, organ } = await reports(server, '13900000903', power)
  const other = await elsewhere(server, organ)
  const villager = await openPage(browser, phone)
  await track(server, villager.page, { county, code })
  await signIn(server, page, accountOf(server, organ, 'HANDLER'))
  await page.locator('.casecell', { hasText: other.number }).click()
  await page.locator('.acts').getByRole('button', { name: '收下来办' }).waitFor()

  await step('a colleague accepts it', async () => {
    await other.accepts()
    const words = page.getByRole('button', { name: '这一件有更新，点这里看' })
    await words.waitFor()
    await picture(page, 'case-desk-newer', { whole: false })
    await page.locator('.acts').getByRole('button', { name: '收下来办' }).waitFor()
    await words.click()
    await page.locator('.acts').getByRole('button', { name: '开始查' }).waitFor()
    await words.waitFor({ state: 'detached' })
  })
  await step('and the reporter sees it when she wants to', async () => {
    const words = villager.page.getByRole('button', { name: '有新进展，点这里看' })
    await words.waitFor()
    await picture(villager.page, 'status-newer', { whole: false })
    await words.click()
    await villager.page.getByText('收下来办', { exact: true }).first().waitFor()
    await words.waitFor({ state: 'detached' })
  })
  await step('what he does himself is no news to him', async () => {
    await newer(page).click()
    await newer(page).waitFor({ state: 'detached' })
    await investigate(page)
    // Told after it, and shown: so the other would have been shown too.
    await reports(server, '13900000906', power)
    await newer(page).waitFor()
    assert.equal(await page.getByRole('button', { name: '这一件有更新，点这里看' }).count(), 0)
  })
  assertQuiet(villager.complaints)
})

story('where no WebSocket gets through, the page asks from time to time', held, { device: phone, tolerated: /WebSocket/ }, async ({ page, server, step }) => {
  const power = await quietVillagesPower(server)
  const { organ } = await reports(server, '13900000904', power)
  await page.routeWebSocket(/graphql/, (line) => line.close({ code: 1011 }))
  await page.clock.install()
  await signIn(server, page, accountOf(server, organ, 'HANDLER'))
  await page.locator('.casecell').first().waitFor()

  await step('nothing is said at once', async () => {
    await reports(server, '13900000905', power)
    await page.clock.runFor(20_000)
    assert.equal(await newer(page).count(), 0)
  })
  await step('a minute later it is', async () => {
    await page.clock.runFor(61_000)
    await newer(page).waitFor()
  })
})

story('where no WebSocket gets through, an open case and the reporter’s page ask too', held, { device: desk, tolerated: /WebSocket/ }, async ({ page, server, browser, step }) => {
  const number = '13900000907'
  const power = await quietVillagesPower(server)
  const { code, organ } = await reports(server, number, power)
  const other = await elsewhere(server, organ)
  const villager = await openPage(browser, phone)
  for (const one of [page, villager.page]) {
    await one.routeWebSocket(/graphql/, (line) => line.close({ code: 1011 }))
    await one.clock.install()
  }
  await track(server, villager.page, { county, code, number })
  await signIn(server, page, accountOf(server, organ, 'HANDLER'))
  await page.locator('.casecell', { hasText: other.number }).click()
  await page.locator('.acts').getByRole('button', { name: '收下来办' }).waitFor()

  await step('the case a minute later', async () => {
    await other.accepts()
    await page.clock.runFor(61_000)
    await page.getByRole('button', { name: '这一件有更新，点这里看' }).waitFor()
  })
  await step('the reporter’s page also when her phone was proven too long ago', async () => {
    const refused = { status: 401, json: { errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] } }
    await villager.page.route('**/graphql', (asked) => (asked.request().headers()['authorization'] ? asked.fulfill(refused) : asked.continue()))
    await villager.page.clock.runFor(31 * 60_000)
    const words = villager.page.getByRole('button', { name: '有新进展，点这里看' })
    await words.waitFor()
    await words.click()
    await villager.page.getByText('收下来办', { exact: true }).first().waitFor()
  })
})
