// What has just been done: brought into view, focused, and so read out.
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { Toast } from '@/shared/ui/notices'

/** `about` tells one doing from the next, so that the second is announced too. */
export function Done({ about, children }: { about: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'center' })
  }, [about])
  return (
    <div class="done" tabIndex={-1} ref={box}>
      <Toast>{children}</Toast>
    </div>
  )
}

/** The last doing, to be put where it shall stand, and the way to say the next; the same words twice are announced twice. */
export function useDone(): readonly [shown: ComponentChildren, say: (what: string | undefined) => void] {
  const [last, setLast] = useState<{ round: number; what: string | undefined }>({ round: 0, what: undefined })
  const say = useCallback((what: string | undefined) => setLast(({ round }) => ({ round: round + 1, what })), [])
  return [last.what !== undefined && <Done about={`${last.round}`}>{last.what}</Done>, say]
}
