// Six steps as one page: each step is a place in the history, so that the phone's own back key works.
import { useEffect, useState } from 'preact/hooks'

/** The last step. */
export const lastStep = 6

export interface Steps {
  step: number
  go: (step: number) => void
  back: () => void
}

/** Starts at the first step, unless the form is still held and the address says which step it was at. */
export function useSteps(held: boolean): Steps {
  const [step, setStep] = useState(() => (held ? fromHash(location.hash) : 1))
  useEffect(() => {
    if (location.hash && !held) history.replaceState(null, '', location.pathname + location.search)
    const onPop = () => setStep(fromHash(location.hash))
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [])
  useEffect(() => {
    scrollTo(0, 0)
    if (step === 1) return
    const heading = document.querySelector<HTMLElement>('main h1')
    if (heading) heading.tabIndex = -1
    heading?.focus({ preventScroll: true })
  }, [step])
  const go = (to: number) => {
    history.pushState(null, '', `#${to}`)
    setStep(to)
  }
  return { step, go, back: () => history.back() }
}

function fromHash(hash: string): number {
  const step = Number(hash.substring(1))
  return step >= 1 && step <= lastStep ? step : 1
}
