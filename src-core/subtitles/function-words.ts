// The small words a line or a cue should not end on, by language, and those a break goes well before.
// Data only; how much each weighs is break-cost.ts. Categories: Netflix N13–N14, written out for seven languages.

/** What a word binds to: `tight` words never end a line willingly, `loose` ones rather not, `opener`s like a break before them. */
export interface FunctionWords {
  /** Articles, determiners, possessives, prepositions, conjunctions, negations. */
  readonly tight: ReadonlySet<string>;
  /** Subject pronouns and auxiliaries: what follows belongs to them. */
  readonly loose: ReadonlySet<string>;
  /** Conjunctions, relative words and prepositions: a new thought begins here. */
  readonly opener: ReadonlySet<string>;
}

interface Lists {
  readonly determiners: string;
  readonly prepositions: string;
  readonly conjunctions: string;
  readonly loose: string;
}

const LISTS: Readonly<Record<string, Lists>> = {
  en: {
    determiners: "a an the this that these those my your his her its our their every each some any no not don't very too so as",
    prepositions:
      'of to in on at by for with from into onto about after before between through during over under against without within upon among toward towards across behind beyond near since until till than like per via',
    conjunctions: 'and or but nor yet because if when while although though unless whether where who whom whose which that what how why since so',
    loose:
      "i you he she it we they i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll we'll they'll i'd is are was were am be been has have had do does did will would can could shall should may might must there who",
  },
  de: {
    determiners:
      'der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen meinem meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure dieser diese dieses diesen diesem jeder jede jedes jeden jedem welche welcher welches nicht sehr so zu',
    prepositions:
      'in im ins an am ans auf aufs aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von vom vor vorm während wegen zu zum zur zwischen trotz statt per pro',
    conjunctions:
      'und oder aber sondern denn dass weil wenn als ob obwohl damit während bevor nachdem sobald solange falls da wie was wer wo warum weshalb sowie bzw.',
    loose:
      'ich du er sie es wir man wer bin bist ist sind seid war waren habe hast hat haben hatte hatten werde wirst wird werden würde würden kann können muss müssen soll sollen will wollen darf dürfen sich',
  },
  fr: {
    determiners:
      "le la les l' un une des du de d' ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque quelques plusieurs aucun aucune ne n' pas très plus trop si aussi",
    prepositions:
      "à au aux en dans par pour sur sous avec sans chez vers entre depuis pendant avant après contre devant derrière dès malgré selon jusque jusqu'à",
    conjunctions: "et ou mais donc or ni car que qu' qui dont où quand lorsque lorsqu' puisque puisqu' parce comme si quoi",
    loose:
      "je j' tu il elle on nous vous ils elles c' ça me m' te t' se s' lui y suis es est sommes êtes sont étais était étaient ai as a avons avez ont avait avaient vais va vont peut peux dois doit",
  },
  es: {
    determiners:
      'el la los las un una unos unas lo al del este esta estos estas ese esa esos esas aquel aquella mi mis tu tus su sus nuestro nuestra nuestros nuestras cada algún alguna ningún ninguna no muy más tan',
    prepositions: 'a ante bajo con contra de desde durante en entre hacia hasta para por según sin sobre tras',
    conjunctions: 'y e o u pero sino ni que porque si cuando como donde mientras aunque pues quien quienes cual cuales qué cómo cuándo',
    loose:
      'yo tú él ella nosotros ustedes ellos ellas me te se le les nos os soy eres es somos son era eran fue estoy está están estaba he has ha hemos han había voy va van puede puedo debe tiene',
  },
  it: {
    determiners:
      "il lo la i gli le l' un uno una un' del dello della dell' dei degli delle al allo alla all' ai agli alle dal dallo dalla dall' dai dagli dalle nel nello nella nell' nei negli nelle sul sullo sulla sull' sui sugli sulle questo questa questi queste quel quello quella quei quegli quelle mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro vostra loro ogni non molto più così",
    prepositions: "di d' a da in con su per tra fra senza verso contro durante dopo prima sotto sopra dietro davanti",
    conjunctions: "e ed o od ma però né che perché se quando come dove mentre anche quindi cui chi cosa c' dov'",
    loose: 'io tu lui lei noi voi mi ti si ci vi ne sono sei è siamo siete era erano ho hai ha abbiamo avete hanno aveva vado va vanno può posso deve devo',
  },
  pt: {
    determiners:
      'o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa este esta estes estas esse essa esses essas aquele aquela isto isso meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas cada algum alguma nenhum nenhuma não muito mais tão',
    prepositions: 'de em por para com sem sob sobre entre desde até contra após ante durante segundo',
    conjunctions: 'e ou mas nem que porque se quando como onde enquanto embora pois quem qual quais porém',
    loose:
      'eu tu ele ela nós vós eles elas você vocês me te se lhe lhes sou és é somos são era eram foi estou está estão estava tenho tem temos têm tinha vou vai vão pode posso deve',
  },
  nl: {
    determiners: 'de het een deze dit die dat mijn jouw zijn haar ons onze jullie hun uw elke elk ieder iedere geen niet heel erg zo te',
    prepositions: 'in op aan van voor met naar bij uit over onder tegen tussen door zonder tot na om achter langs sinds tijdens per vanaf binnen buiten',
    conjunctions: 'en of maar want omdat als toen terwijl hoewel zodat dat wie wat waar hoe wanneer waarom dus',
    loose:
      'ik jij je hij zij ze wij we men er zich ben bent is was waren heb hebt heeft hebben had hadden word wordt worden werd zal zullen zou zouden kan kunnen moet moeten wil willen mag mogen',
  },
};

const NONE: FunctionWords = { tight: new Set(), loose: new Set(), opener: new Set() };

const BY_LANGUAGE: ReadonlyMap<string, FunctionWords> = new Map(Object.entries(LISTS).map(([language, lists]) => [language, setsOf(lists)]));

/** The small words of a language ("en", "de" …); empty sets where we have no list. */
export function functionWordsOf(language: string): FunctionWords {
  return BY_LANGUAGE.get(language) ?? NONE;
}

/** The languages we have lists for. */
export const listedLanguages: readonly string[] = [...BY_LANGUAGE.keys()];

function setsOf({ determiners, prepositions, conjunctions, loose }: Lists): FunctionWords {
  const words = (list: string): string[] => list.split(' ');
  return {
    tight: new Set([...words(determiners), ...words(prepositions), ...words(conjunctions)]),
    loose: new Set(words(loose)),
    opener: new Set([...words(prepositions), ...words(conjunctions)]),
  };
}
