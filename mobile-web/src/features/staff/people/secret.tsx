// What is shown once when access is made: the first password, to be handed over in person.
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Facts } from '@/shared/ui/cell'
import { text } from '../text'

const words = text.people

/** A first password of somebody; kept nowhere. */
export interface SecretFacts {
  readonly name: string
  readonly login?: string | undefined
  readonly password: string
}

interface Props {
  title: string
  facts: SecretFacts
  county: string
  onKept: () => void
}

export function Secret({ title, facts: { name, login, password }, county, onKept }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h2 tabIndex={-1} ref={heading}>
        {title}
      </h2>
      <p class="mt2">{words.secretOnce}</p>
      <div class="secret mt4">
        <Facts rows={[[words.name, name], [words.county, county], login ? copied(words.login, login) : null, copied(words.initial, password)]} />
      </div>
      <p class="soft small mt3">{words.secretNext}</p>
      <button class="btn mt5" type="button" onClick={onKept}>
        {words.kept}
      </button>
    </>
  )
}

function copied(name: string, value: string): readonly [string, ComponentChildren] {
  return [name, <span class="mono">{value}</span>]
}
