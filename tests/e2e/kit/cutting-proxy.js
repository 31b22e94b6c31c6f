// A network that breaks: passes connections on and cuts each after a random number of bytes.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Listens on a port of its own. While `cutEvery` is not 0, connections live for up to twice so many bytes. */
export async function openProxy(target, seed) {
  const random = chance(seed)
  const proxy = { cutEvery: 0, cuts: 0, open: new Set() }
  const listener = createServer((near) => pass(proxy, near, connect(target.port, '127.0.0.1'), random)).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  listener.unref()
  return Object.assign(proxy, {
    url: `http://127.0.0.1:${listener.address().port}`,
    close() {
      for (const socket of proxy.open) socket.destroy()
      listener.close()
    },
  })
}

function pass(proxy, near, far, random) {
  let left = proxy.cutEvery ? 1 + Math.floor(random() * 2 * proxy.cutEvery) : Infinity
  const rude = random() < 0.5
  const cut = () => {
    for (const socket of [near, far]) if (rude) socket.resetAndDestroy()
    else socket.destroy()
  }
  const forward = (from, to) => {
    proxy.open.add(from)
    from.on('error', cut).on('close', () => void (proxy.open.delete(from), to.destroy()))
    from.on('data', (bytes) => {
      // A connection from a calm time is cut as well once the weather changes.
      if (left === Infinity && proxy.cutEvery) left = 1 + Math.floor(random() * 2 * proxy.cutEvery)
      // And one from a storm lives on once it is calm.
      if (!proxy.cutEvery) left = Infinity
      const passed = bytes.subarray(0, Math.min(bytes.length, left))
      left -= passed.length
      if (!to.destroyed && !to.write(passed)) {
        from.pause()
        to.once('drain', () => from.resume())
      }
      if (left > 0) return
      proxy.cuts++
      // What was passed on is on its way before the cut.
      to.end()
      setImmediate(cut)
    })
  }
  forward(near, far)
  forward(far, near)
}

/** The same numbers for the same seed (xorshift, 32 bits). */
export function chance(seed) {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
