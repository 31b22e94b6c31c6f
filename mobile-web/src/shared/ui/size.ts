// Large mode: kept on this phone, shown as data-size on the page.
import { useEffect, useState } from 'preact/hooks'
import { local } from '@/shared/storage'

export type Size = 'normal' | 'large'

const watchers = new Set<(size: Size) => void>()

function shown(): Size {
  return document.documentElement.getAttribute('data-size') === 'large' ? 'large' : 'normal'
}

/** The text size now, and how to change it. */
export function useSize(): [Size, (size: Size) => void] {
  const [size, setSize] = useState(shown)
  useEffect(() => {
    watchers.add(setSize)
    return () => void watchers.delete(setSize)
  }, [])
  return [size, change]
}

function change(size: Size): void {
  document.documentElement.setAttribute('data-size', size)
  local.write('size', size)
  for (const watcher of watchers) watcher(size)
}
