// What stands where the answer should be: waiting, empty, or a fault with a way on.
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RequestError } from '@/shared/graphql/client'
import { common } from '@/shared/text/common'
import { Icon, type IconName } from './icon'

const slowAfter = 6000

/** Says that something is on its way, and after a while that the network is slow. */
export function Waiting({ text = common.waiting }: { text?: string }) {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfter)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p class="waiting soft" role="status" data-waiting>
      {slow ? common.slow : text}
    </p>
  )
}

/** Nothing here, and why. */
export function Blank({ icon = 'box', title, children }: { icon?: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="blank">
      <Icon name={icon} size={56} width={1.5} />
      <h2 class="as-h3">{title}</h2>
      {children}
    </div>
  )
}

/** A query failed: what it means for the reader, and the button to try again. */
export function Failed({ error, retry }: { error: RequestError; retry?: (() => void) | undefined }) {
  const words = common[error.fault === 'signed-out' ? 'broken' : error.stuck ? 'stuck' : error.fault]
  return (
    <div class="oops mt5" role="alert">
      <h2 class="as-h3">{words.title}</h2>
      <p>
        {words.text}
        {words === common.broken && (
          <>
            {' '}
            <a href={`tel:${common.hotline.number}`}>{common.hotline.number}</a>。
          </>
        )}
      </p>
      {retry && (
        <button class="btn btn--quiet mt3" type="button" onClick={retry}>
          {common.again}
        </button>
      )}
    </div>
  )
}
