// The receipt as a text file, and as text on the page for phones that can't keep files.
import { Icon } from '@/shared/ui/icon'
import { text } from './done-text'

export function ReceiptNote({ receipt }: { receipt: string }) {
  const download = () => {
    const address = URL.createObjectURL(new Blob([receipt], { type: 'text/plain;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = address
    link.download = text.receiptFile
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  return (
    <section class="section">
      <div class="note">
        <div class="note__row">
          <Icon name="seal" size={26} />
          <div>
            <h2 class="as-h3">{text.receipt}</h2>
            <p>{text.receiptText}</p>
            <button class="link link--button" type="button" onClick={download}>
              {text.download}
            </button>
            <a class="link" href="/verify">
              {text.verify}
            </a>
            <details>
              <summary>{text.show}</summary>
              <p class="receipt mono small">{receipt}</p>
            </details>
          </div>
        </div>
      </div>
    </section>
  )
}
