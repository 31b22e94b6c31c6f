// A sheet over the page: focus goes in and stays, Escape closes, the page behind does not scroll.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface SheetProps {
  label: string
  onClose: () => void
  children: ComponentChildren
}

const reachable = 'a[href],button:not([disabled]),input,select,textarea,summary,[tabindex]:not([tabindex="-1"])'

export function Sheet({ label, onClose, children }: SheetProps) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    const { overflow } = document.body.style
    document.body.style.overflow = 'hidden'
    box.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      if (event.key === 'Tab' && box.current) keepInside(event, box.current)
    }
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.body.style.overflow = overflow
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div class="sheet" onClick={(event) => event.target === event.currentTarget && onClose()}>
      <div class="sheet__box" role="dialog" aria-modal="true" aria-label={label} tabIndex={-1} ref={box}>
        {children}
      </div>
    </div>
  )
}

function keepInside(event: KeyboardEvent, box: HTMLElement): void {
  const all = Array.from(box.querySelectorAll<HTMLElement>(reachable))
  const first = all[0]
  const last = all[all.length - 1]
  if (!first || !last) return
  const at = document.activeElement
  if (event.shiftKey && (at === first || at === box)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}
