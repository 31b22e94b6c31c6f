// A villager at 400 kbit/s and 400 ms: what the first page costs, measured in bytes, since time depends on the machine.
import assert from 'node:assert/strict'
import { phone } from '../kit/browser.js'
import { stage, story } from '../kit/story.js'

const kib = 1024
// At 400 kbit/s three seconds are about 150 kB; the page itself is text and comes first.
const most = { all: 100 * kib, page: 24 * kib }

story("the village's page on a slow network", stage(), { device: phone }, async ({ page, context, server, step }) => {
  const network = await context.newCDPSession(page)
  const size = await watch(network)
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 25_000 })

  await step('the page can be read and used', async () => {
    await page.goto(`${server.url}/q/${server.sticker}`)
    await page.locator('#power a').first().waitFor()
    await page.waitForLoadState('networkidle')
    assert.ok(await page.evaluate(() => document.querySelector('.tabbar') !== null), 'the client has taken over')
  })
  await step('it is small', async () => {
    const sum = [...size.values()].reduce((all, bytes) => all + bytes, 0)
    const first = [...size].find(([address]) => address.includes('/u/'))
    assert.ok(first[1] <= most.page, `the page: ${first[1]} bytes`)
    assert.ok(sum <= most.all, `all: ${sum} bytes\n${[...size].map((one) => one.join(' ')).join('\n')}`)
    assert.ok([...size.keys()].every((address) => address.startsWith(server.url)), 'nothing from other hosts')
    assert.ok(![...size.keys()].some((address) => address.endsWith('/graphql')), 'the data of the first view came with the page')
  })
})

/** Bytes on the wire by address. */
async function watch(network) {
  const addresses = new Map()
  const size = new Map()
  network.on('Network.responseReceived', ({ requestId, response }) => void addresses.set(requestId, response.url))
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId)
    if (address && !address.startsWith('data:')) size.set(address, encodedDataLength)
  })
  await network.send('Network.enable')
  return size
}

story('the network goes while she reads, and comes back', stage(), { device: phone, tolerated: /ERR_INTERNET_DISCONNECTED|Failed to fetch|dynamically imported/ }, async ({ page, context, server, step }) => {
  await page.goto(`${server.url}/q/${server.sticker}`)
  await page.locator('.tabbar').waitFor()
  const village = await page.locator('h1').innerText()
  const again = page.getByRole('button', { name: '再试一次' })
  await step('without a network she is told so, and what to do', async () => {
    await context.setOffline(true)
    await page.locator('.bar__back').click()
    await page.getByRole('heading', { name: '没有网' }).waitFor()
    await again.click()
    await page.getByRole('heading', { name: '没有网' }).waitFor()
  })
  await step('what she has read is still there', async () => {
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: village }).waitFor()
    await page.goForward()
    await page.getByRole('heading', { name: '没有网' }).waitFor()
  })
  await step('with the network back, one tap is enough', async () => {
    await context.setOffline(false)
    await again.click()
    await page.getByRole('heading', { name: '按单位找' }).waitFor()
  })
})

story('an answer that never comes', stage(), { device: phone }, async ({ page, server, step }) => {
  await page.clock.install()
  await page.goto(`${server.url}/q/${server.sticker}`)
  await page.locator('.tabbar').waitFor()
  await page.route('**/graphql', () => undefined)
  await page.locator('.bar__back').click()
  await step('after a while she is told that it is slow', async () => {
    await page.getByText('正在打开').waitFor()
    await page.clock.runFor(7_000)
    await page.getByText('网慢，还在拿').waitFor()
  })
  await step('in the end she may ask again', async () => {
    await page.clock.runFor(40_000)
    await page.getByRole('heading', { name: '网太慢，没有拿到' }).waitFor()
    await page.unroute('**/graphql')
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByRole('heading', { name: '按单位找' }).waitFor()
  })
})
