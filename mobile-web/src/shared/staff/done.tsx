// What has just been done: brought into view, focused, and so read out.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
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
