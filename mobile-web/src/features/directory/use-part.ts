// Which part of a long page is being read, for the tabs under its head.
import { useEffect, useState } from 'preact/hooks'

const below = 140

/** The id of the last part whose top has passed under the tabs. */
export function usePart(ids: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(ids[0])
  useEffect(() => {
    let asked = 0
    const look = () => {
      asked = 0
      const passed = ids.filter((id) => {
        const part = document.getElementById(id)
        return part !== null && part.getBoundingClientRect().top < below
      })
      setCurrent(passed[passed.length - 1] ?? ids[0])
    }
    const onScroll = () => {
      if (asked === 0) asked = requestAnimationFrame(look)
    }
    addEventListener('scroll', onScroll, { passive: true })
    return () => {
      removeEventListener('scroll', onScroll)
      cancelAnimationFrame(asked)
    }
  }, [ids.join()])
  return current
}
