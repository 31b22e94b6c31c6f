// A number, and the way to the cases that it counts where the viewer may open them.
import { text } from './text'

interface Props {
  count: number
  /** What it counts, for whoever hears the page. */
  what: string
  href: string | undefined
}

export function Count({ count, what, href }: Props) {
  if (href === undefined || count === 0) return <span class="num">{count}</span>
  return (
    <a class="count num" href={href} aria-label={text.opens(what, count)}>
      {count}
    </a>
  )
}
