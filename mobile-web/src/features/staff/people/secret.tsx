// What is shown once when access is made: the password, and the authenticator's code to scan or to copy.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { encode } from 'uqr'
import { Facts } from '@/shared/ui/cell'
import { text } from '../text'
import { secretOf } from './totp'

const words = text.people

/** New access of somebody; kept nowhere. What was not made anew is missing. */
export interface SecretFacts {
  readonly name: string
  readonly login?: string | undefined
  readonly password?: string | null | undefined
  readonly totpUri?: string | null | undefined
}

interface Props {
  title: string
  facts: SecretFacts
  county: string
  onKept: () => void
}

export function Secret({ title, facts: { name, login, password, totpUri }, county, onKept }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <p class="mt2">{words.secretOnce}</p>
      <div class="secret mt4">
        <Facts rows={[[words.name, name], [words.county, county], login ? copied(words.login, login) : null, password ? copied(words.initial, password) : null]} />
        {totpUri && (
          <>
            <p class="mt4">{words.scan}</p>
            <Qr value={totpUri} />
            <Facts rows={[copied(words.orType, secretOf(totpUri))]} />
          </>
        )}
      </div>
      <button class="btn mt5" type="button" onClick={onKept}>
        {words.kept}
      </button>
    </>
  )
}

function copied(name: string, value: string): readonly [string, ComponentChildren] {
  return [name, <span class="mono">{value}</span>]
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
