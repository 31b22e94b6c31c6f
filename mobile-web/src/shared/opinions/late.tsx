// 意见建议 of a page, in a chunk of its own that comes when one reads on to it: whoever scans a sticker reads the page first.
import { useEffect, useRef, useState } from 'preact/hooks'
import { late } from '@/shared/ui/late'
import type { OnPageProps } from './on-page'

const Part = late<OnPageProps>(() => import('./on-page'), true)

export function Opinions(props: OnPageProps) {
  const here = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    const place = here.current
    // Phones that can't tell what is in sight get it at once.
    if (!place || !('IntersectionObserver' in window)) return setNear(true)
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), { rootMargin: '200px' })
    watch.observe(place)
    return () => watch.disconnect()
  }, [])
  return near ? <Part {...props} /> : <div ref={here} id="opinions" class="mt5" />
}
