// A secret that was just made: shown once, and gone with this sheet.
import { Sheet } from '@/shared/ui/sheet'
import { text } from './text'

/** What the other side needs. */
export interface Shown {
  readonly id: string
  readonly secret: string
}

export function SecretSheet({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  return (
    <Sheet label={text.secretTitle} onClose={onClose}>
      <h2>{text.secretTitle}</h2>
      <p class="mt3">{text.secretHelp}</p>
      <dl class="kv mt4">
        <div>
          <dt>client_id</dt>
          <dd class="receipt">{shown.id}</dd>
        </div>
        <div>
          <dt>client_secret</dt>
          <dd class="receipt">{shown.secret}</dd>
        </div>
      </dl>
      <button class="btn mt5" type="button" onClick={onClose}>
        {text.secretSeen}
      </button>
    </Sheet>
  )
}
