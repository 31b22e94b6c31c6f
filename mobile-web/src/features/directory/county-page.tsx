// placeholder until the page is there
export default function CountyPage() { return null }
