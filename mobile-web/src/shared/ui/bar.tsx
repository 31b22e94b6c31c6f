// The bar on top: the way back, the name of where back leads, and the text size.
import type { ComponentChildren } from 'preact'
import { common } from '@/shared/text/common'
import { Icon, Mark } from './icon'
import { useSize } from './size'

export interface BarProps {
  /** Where the arrow leads; a function for steps within a page. Without it the mark leads home. */
  back?: string | (() => void) | undefined
  home?: string | undefined
  kind?: 'dark' | 'discipline' | undefined
  children: ComponentChildren
  /** Further buttons left of the text size. */
  more?: ComponentChildren
}

export function Bar({ back, home = '/', kind, children, more }: BarProps) {
  return (
    <div class={`bar${kind ? ` bar--${kind}` : ''}${kind === 'dark' ? ' on-dark' : ''}`}>
      <div class="bar__in">
        <Lead back={back} home={home} />
        <p class="bar__name">{children}</p>
        {more}
        <SizeButton />
      </div>
    </div>
  )
}

/** The product and the place, which may break between each other only. */
export function BarName({ place }: { place: string }) {
  return (
    <>
      <span class="nowrap">{common.product} ·</span> <span class="nowrap">{place}</span>
    </>
  )
}

function Lead({ back, home }: { back: BarProps['back']; home: string }) {
  if (typeof back === 'function') {
    return (
      <button class="bar__back" type="button" aria-label={common.back} onClick={back}>
        <Icon name="back" size={26} />
      </button>
    )
  }
  if (back !== undefined) {
    return (
      <a class="bar__back" href={back} aria-label={common.back}>
        <Icon name="back" size={26} />
      </a>
    )
  }
  return (
    <a class="bar__mark" href={home} aria-label={common.home}>
      <Mark />
    </a>
  )
}

function SizeButton() {
  const [size, setSize] = useSize()
  const large = size === 'large'
  return (
    <button class="bar__btn" type="button" onClick={() => setSize(large ? 'normal' : 'large')}>
      {large ? common.normal : common.large}
    </button>
  )
}
