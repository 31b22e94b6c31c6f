// The viewer's name and the minute, laid over a photo or video in slanted lines.
import { useEffect, useState } from 'preact/hooks'
import type { SignedInFragment } from '@/shared/staff/session.generated'
import { dayAndClock } from '@/shared/format/format'

export function Watermark({ viewer }: { viewer: SignedInFragment }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  const words = `${viewer.organs[0]?.name ?? viewer.county.name} ${viewer.account.name} ${dayAndClock(now.toISOString())}`
  const width = Array.from(words).length * 13 + 40
  return (
    <svg class="viewer__mark" aria-hidden="true">
      <defs>
        <pattern id="watermark" width={width} height="72" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="4" y="30" font-size="15" fill="#fff" fill-opacity=".5" stroke="#16202b" stroke-opacity=".35" stroke-width=".6">
            {words}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#watermark)" />
    </svg>
  )
}
