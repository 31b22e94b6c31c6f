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
