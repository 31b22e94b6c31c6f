// Short messages: a toast that says what happened, and the list of what must be corrected.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { common } from '@/shared/text/common'
import { Icon, type IconName } from './icon'

/** Says what happened; read out by screen readers, and brought into view where the act was done further down. */
export function Toast({ icon = 'tick', children }: { icon?: IconName; children: ComponentChildren }) {
  const box = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const { top, bottom } = box.current?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
    if (top < 0 || bottom > innerHeight) box.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <p class="toast mt3" role="status" ref={box}>
      <Icon name={icon} size={24} />
      <span>{children}</span>
    </p>
  )
}

/** What must be corrected, each a link to its field. */
export interface Mistake {
  field: string
  text: string
}

/** The list of mistakes above a form; takes focus at each attempt to send it, not while they are being corrected. */
export function Mistakes({ list, attempt }: { list: readonly Mistake[]; attempt: number }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.focus()
  }, [attempt])
  if (list.length === 0) return null
  return (
    <div class="oops mt4" role="alert" tabIndex={-1} ref={box}>
      <h2 class="as-h3">{common.fix(list.length)}</h2>
      <ul>
        {list.map(({ field, text }) => (
          <li key={field}>
            <a href={`#${field}`} onClick={(event) => focusField(event, field)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function focusField(event: Event, id: string): void {
  event.preventDefault()
  document.getElementById(id)?.focus()
}
