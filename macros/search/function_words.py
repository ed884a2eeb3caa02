"""Words that only hold a sentence together, by language: articles, prepositions, conjunctions, pronouns, auxiliaries.

General stop lists also hold *trabajo*, *estado* or *люди*, which readers look for. Here stands only what no reader
means by itself; a language without a list leaves no word out. Words that are also common nouns or names are left away.
"""

from __future__ import annotations

FUNCTION_WORDS = {
    "ar": """
        في من إلى الى على عن مع بين بعد قبل عند منذ خلال حول ضد دون أو او أم ثم لكن بل إن أن ان إذا اذا كما حتى
        لأن كي لم لن لا ما ليس هل هو هي هم هن هما أنا نحن أنت أنتم هذا هذه ذلك تلك هؤلاء هناك هنا الذي التي
        الذين اللذان اللتان اللواتي كان كانت كانوا يكون تكون قد سوف كل بعض أي أية غير سوى كيف متى أين لماذا ماذا
        منها منه منهم فيها فيه فيهم عليه عليها عليهم به بها بهم له لها لهم إليه إليها أيضا إلا حيث بسبب مثل نحو
        لدى و ف ب ل ك
        جدا كثيرا كثير الكثير جميع كافة الآن دائما أحيانا واحد واحدة آخر أخرى
    """,
    "de": """
        der die das den dem des ein eine einen einem einer eines und oder aber denn doch als wie wenn ob weil
        dass daß damit in im an am auf aus bei beim mit nach seit von vom zu zum zur für durch gegen ohne um
        über unter vor hinter neben zwischen ich du er sie es wir ihr mich dich ihn uns euch ihnen mein dein
        sein unser euer ihre ihrer ihren ihrem seine seiner seinen seinem dieser diese dieses diesen diesem
        jener jene jenes welcher welche welches man sich nicht kein keine keinen keiner auch nur noch schon sehr
        so da dort hier was wer wen wem wo wann warum bin bist ist sind seid war waren wird werden wurde wurden
        hat haben hatte hatten kann können soll sollen muss müssen darf
    """,
    "es": """
        el la los las lo un una unos unas y e o u ni pero sino que si como cuando donde dónde cuándo cómo qué
        quién quiénes cuál cuáles porque pues aunque a al ante bajo con contra de del desde durante en entre
        hacia hasta para por según sin sobre tras yo tú él ella ello nosotros vosotros ellos ellas usted ustedes
        me te se nos os le les mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese
        esa esos esas aquel aquella esto eso aquello no muy más ya también tampoco es son era eran fue fueron
        ser soy somos está están estaba ha han había haber he hay cual cuyo cuya quien quienes
        todo toda todos todas demasiado demasiada mucho mucha muchos muchas poco poca pocos pocas cada otro
        otra otros otras aquí allí ahora entonces siempre
    """,
    "fr": """
        le la les l un une des du de d au aux et ou mais ni car donc que qu si comme quand lorsque puisque où
        dont qui quoi quel quelle quels quelles lequel laquelle lesquels comment pourquoi combien à chez dans en
        entre par pour sans sous sur vers avec contre depuis pendant dès jusque jusqu selon avant après je j tu
        il elle on nous vous ils elles me m te t se s lui leur leurs y mon ma mes ton ta tes son sa ses notre
        nos votre vos ce c cet cette ces ceci cela ça ne n pas plus non est sont était étaient être a ont avait
        avaient avoir ai as sera seront eu même aussi très tout toute tous toutes
        trop beaucoup peu chaque autre autres ici là maintenant alors toujours souvent
    """,
    "hi": """
        का के की को में से पर ने और या कि यह वह ये वे इस उस इन उन इसके उसके जो जब तक तो ही भी था थी थे है हैं हो
        होना नहीं एक अपने अपना अपनी हम मैं तुम आप मेरा हमारा क्या कौन कब कहाँ क्यों कैसे लिए साथ बाद द्वारा अगर
        लेकिन
    """,
    "it": """
        il lo la i gli le l un uno una e ed o ma né che chi cui se come quando dove perché di del dello della
        dei degli delle a al allo alla ai agli alle da dal dallo dalla dai dagli dalle in nel nello nella nei
        negli nelle con su sul sullo sulla sui sugli sulle per tra fra io tu egli lui lei noi voi loro mi ti si
        ci vi ne mio mia tuo tua suo sua nostro nostra vostro vostra questo questa questi queste quello quella
        quelli quelle non più anche è sono era erano essere ha hanno aveva avere ho
    """,
    "nl": """
        de het een en of maar want dat die dit deze als dan toen in op aan van voor met naar uit bij over onder
        tot door om te tegen tussen zonder ik jij je hij zij ze wij we jullie u hen hun mij mijn jouw zijn haar
        ons onze niet geen ook nog al wel er hier daar wat wie waar wanneer waarom hoe is was waren ben bent
        wordt worden werd heeft hebben had kan zal
    """,
    "pl": """
        i oraz a ale lub albo że żeby aby jak gdy jeśli czy bo więc w we z ze na do od po za o u przy przez dla
        bez pod nad przed między ja ty on ona ono my wy oni one się mnie cię go jej ich nas was mu im mój twój
        jego nasz wasz swój ten ta to ci te tego tej tych tym który która które których nie tak już też tylko
        jest są był była było były być będzie będą kto co gdzie kiedy dlaczego
    """,
    "pt": """
        o a os as um uma uns umas e ou mas nem que se como quando onde porque pois embora de do da dos das em no
        na nos nas num numa por pelo pela pelos pelas para com sem sob sobre entre até desde contra após ante eu
        tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha teu tua seu sua seus suas nosso nossa
        este esta estes estas esse essa esses essas aquele aquela isto isso aquilo não mais já também é são era
        eram foi foram ser está estão há ter tem têm qual quais quem cujo
    """,
    "ro": """
        un o unui unei unor al a ai ale și si sau ori dar ci nici că ca să dacă deși când cum unde de din dintre
        dintr în în întru într între la pe cu fără pentru prin spre către despre după până peste sub asupra eu
        tu el ea noi voi ei ele mă te se ne vă îl îi le lui lor i mi ți își meu mea tău ta său sa sale lor
        nostru noastră acest această acești aceste acel acea acei acele cel cea cei cele care cine ce cât cui nu
        mai foarte tot și este e sunt era erau fi fost au am are avea ar va vor
        toate toți toată doar numai singur singură prea mult multă mulți multe puțin puțini fiecare oricare
        alt altă alți alte însă totuși aici acolo acum atunci adesea mereu
    """,
    "ru": """
        и а но или да же ли бы что чтобы как когда где куда откуда почему если хотя потому в во на с со к ко по
        из изо от ото до за у о об обо при про для без под над перед между через после среди я ты он она оно мы
        вы они меня мне мной тебя тебе его него ему нему им ним её ее неё ней ей нас нам нами вас вам вами их
        них ними себя себе свой своя своё свои своего своей своих мой моя моё мои твой наш наша наше наши ваш
        ваша ваши этот эта это эти этого этой этих тот та то те того той тех который которая которое которые
        которого которой которых кто кого кому чего чем чем не ни так уже ещё еще только тоже также есть был
        была было были быть будет будут
        слишком много мало очень весь вся всё все всех всем каждый каждая каждое каждые другой другая другие
        здесь там тут сейчас теперь тогда всегда иногда один одна одно
    """,
    "sv": """
        en ett den det de dem och eller men att som om när där hur varför i på av för med till från hos vid
        under över mellan utan mot genom jag du han hon vi ni mig dig sig oss er min din sin vår sitt sina denna
        detta dessa inte är var vara blir har hade kan ska vad vem
    """,
    "sw": """
        na ya wa la za cha vya kwa ni si katika kwenye au lakini kama ili hii hiyo hizi hizo huyu huyo hawa hao
        yake yao wake wao zake zao yangu yetu mimi wewe yeye sisi ninyi ambayo ambao ambaye ambazo pia tu bado
        kila
    """,
    "tr": """
        ve veya ya da de ile ki ama fakat ancak için gibi kadar göre sonra önce ben sen o biz siz onlar bu şu
        bunlar şunlar bana sana ona bize size onlara benim senin onun bizim sizin onların ne kim nerede nasıl
        neden niçin mi mı mu mü değil var yok ise idi olan olarak daha çok en bir her
    """,
    "uk": """
        і й та а але або чи же би що щоб як коли де куди звідки чому якщо хоча бо тому в у на з із зі до к по
        від за о об при про для без під над перед між через після серед я ти він вона воно ми ви вони мене мені
        мною тебе тобі його нього йому ньому їм ним її неї їй нас нам нами вас вам вами їх них ними себе собі
        свій своя своє свої свого своєї своїх мій моя моє мої твій наш наша наше наші ваш ваша цей ця це ці
        цього цієї цих той та те ті того тієї тих який яка яке які якого якої яких хто кого кому чого чим не ні
        так вже ще тільки лише також є був була було були бути буде будуть
        занадто надто багато мало дуже весь вся все всі всіх всім кожен кожна кожне кожні інший інша інші тут
        там зараз тепер тоді завжди іноді один одна одне
    """,
    "vi": "và hoặc hay nhưng mà là của ở với cho để từ đến trong trên dưới này đó kia những các một thì nếu khi không",
}
