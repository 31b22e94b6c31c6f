// Clears away what this phone keeps of a visit. Always shown, whether something is kept or not: so it tells the next
// person on the phone nothing.
import { useState } from 'preact/hooks'
import { forgetCounty } from '@/shared/county'
import { deleteDraft } from '@/shared/draft/draft'
import { common } from '@/shared/text/common'
import { forgetRatings } from '@/shared/rating/kept'
import { forgetUploads } from '@/shared/upload/kept'
import { Toast } from './notices'

export function Forget({ onDone }: { onDone?: () => void }) {
  const [done, setDone] = useState(false)
  const forget = () => {
    forgetUploads()
    deleteDraft()
    forgetCounty()
    forgetRatings()
    setDone(true)
    onDone?.()
  }
  return (
    <>
      <button class="btn btn--quiet mt3" type="button" onClick={forget}>
        {common.forget.button}
      </button>
      {done && <Toast>{common.forget.done}</Toast>}
    </>
  )
}
