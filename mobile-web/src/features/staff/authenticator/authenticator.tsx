// Setting up a second factor: the code to scan, the link for the same phone, the secret to copy by hand.
import { encode } from 'uqr'
import { Facts } from '@/shared/ui/cell'
import { text } from '../text'
import { secretOf } from './totp'

const words = text.authenticator

export function Authenticator({ uri }: { uri: string }) {
  return (
    <div class="secret mt4">
      <p>{words.lead}</p>
      <Qr value={uri} />
      <p>
        <a class="link" href={uri}>
          {words.here}
        </a>
      </p>
      <Facts rows={[[words.byHand, <span class="mono">{secretOf(uri)}</span>]]} />
    </div>
  )
}

function Qr({ value }: { value: string }) {
  const { data, size } = encode(value, { ecc: 'M', border: 2 })
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={words.scan} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
