// What is shown once after an account is made: the first password, and the authenticator's code to scan or to copy.
import { useEffect, useRef } from 'preact/hooks'
import { encode } from 'uqr'
import { Facts } from '@/shared/ui/cell'
import { text } from '../text'
import { secretOf } from './totp'

const words = text.people

/** The access of a new account; kept nowhere. */
export interface SecretFacts {
  readonly name: string
  readonly login: string
  readonly password: string
  readonly totpUri: string
}

export function Secret({ facts, county, onKept }: { facts: SecretFacts; county: string; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        {words.created}
      </h2>
      <p class="mt2">{words.secretOnce}</p>
      <div class="secret mt4">
        <Facts rows={[[words.name, facts.name], ['县', county], [words.login, <span class="mono">{facts.login}</span>], [words.initial, <span class="mono">{facts.password}</span>]]} />
        <p class="mt4">{words.scan}</p>
        <Qr value={facts.totpUri} />
        <Facts rows={[[words.orType, <span class="mono">{secretOf(facts.totpUri)}</span>]]} />
      </div>
      <button class="btn mt5" type="button" onClick={onKept}>
        {words.kept}
      </button>
    </>
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
