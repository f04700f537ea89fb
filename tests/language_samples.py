"""Small manuscripts in many languages: a few plain sentences each, and what must become of them.

Every manuscript has the same shape: a chapter with a title that speaks, writes a letter, quotes
verse, names a stranger in Latin letters and has a footnote and an author's note; a second one
without a title; and a promised one with a date. The expected words are what a reader of the
language would look for.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A book in one language.

    ``labels`` are the first two chapters' labels, ``contents`` the title of the contents page,
    ``note`` the label of an author's note, ``expected`` the line with the promised day.
    ``face`` is a font file's name that has the script, "" where bookbuild's own fonts do.
    """

    lang: str
    title: str
    author: str
    sort: str
    chapter: str
    first: str
    stressed: str
    letter: tuple[str, str, str]
    verse: tuple[str, str]
    footnote: str
    says: str
    second: str
    promise: str
    labels: tuple[str, str]
    contents: str
    note: str
    expected: str
    face: str = ""

    @property
    def right_to_left(self) -> bool:
        """Whether the book is read from right to left."""
        return self.lang in ("ar", "he", "fa")

    def write(self, folder: Path, extra: str = "") -> Path:
        """Write the manuscript into a folder, which is returned."""
        place = folder / "manuscript"
        place.mkdir(parents=True)
        book = (
            f'title: "{self.title}"\nauthor: "{self.author}"\nlang: {self.lang}\n'
            f"identifier: urn:uuid:00000000-0000-4000-8000-0000000000aa\ncontents: yes\n{extra}"
        )
        _put(place / "book.yaml", book)
        _put(place / "01-one.md", self._first())
        _put(place / "02-two.md", self.second + "\n\n" + self.first + "\n")
        promise = f"---\nstatus: promised\nexpected: 2031-05-03\n---\n\n{self.promise}\n"
        _put(place / "03-three.md", promise)
        return folder

    def _first(self) -> str:
        salutation, body, signature = self.letter
        return "\n\n".join(
            (
                f'---\ntitle: "{self.chapter}"\nnotes: "{self.says}"\n---',
                f"{self.first}[^1]",
                f"*{self.stressed}*",
                f"::: letter\n{salutation}\n\n{body}\n\n{signature}\n:::",
                "::: verse\n" + "\n".join(self.verse) + "\n:::",
                "***",
                self.second,
                f"[^1]: {self.footnote}\n",
            )
        )


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


SAMPLES = (
    Sample(
        lang="ar",
        title="الطريق إلى البحر",
        author="جبران خليل جبران",
        sort="جبران خليل جبران",
        chapter="المصباح",
        first="وصل الرجل إلى القرية في المساء، وكان المطر ينزل على الطريق. قال: «أبحث عن بيت "
        "Mary Shelley في هذا الشارع رقم 12.» ثم جلس قرب الباب وانتظر.",
        stressed="لم يفتح أحد.",
        letter=("أخي العزيز،", "وصلت أمس وأنا بخير. البحر هادئ والناس طيبون.", "سليم"),
        verse=("يا بحر، قل لي أين المساء", "فقد تعبت من الانتظار"),
        footnote="القرية صغيرة ولا اسم لها على الخريطة.",
        says="شكرا لكل من قرأ الفصل الأول.",
        second="في الصباح فتحت المرأة النافذة. رأت السفينة البعيدة، وسمعت صوت الماء. "
        "لم تقل شيئا، لكنها ابتسمت.",
        promise="سأكتب هذا الفصل قريبا.",
        labels=("الفصل الأول", "الفصل الثاني"),
        contents="المحتويات",
        note="كلمة المؤلف",
        expected="3 مايو 2031",
        face="NotoNaskhArabic-Regular.ttf",
    ),
    Sample(
        lang="fa",
        title="راه دریا",
        author="صادق هدایت",
        sort="صادق هدایت",
        chapter="چراغ",
        first="مرد شب به روستا رسید و باران روی راه می‌بارید. گفت: «خانه Mary Shelley را در این "
        "خیابان می‌جویم، شماره 12.» سپس کنار در نشست و منتظر ماند.",
        stressed="هیچ‌کس در را باز نکرد.",
        letter=("برادر عزیزم،", "دیروز رسیدم و حالم خوب است. دریا آرام است.", "سلیم"),
        verse=("ای دریا، بگو شب کجاست", "که من از انتظار خسته‌ام"),
        footnote="روستا کوچک است و نامی بر نقشه ندارد.",
        says="از همه خوانندگان سپاسگزارم.",
        second="صبح زن پنجره را باز کرد. کشتی دور را دید و صدای آب را شنید. چیزی نگفت، "
        "اما لبخند زد.",
        promise="این فصل را به زودی می‌نویسم.",
        labels=("فصل اول", "فصل دوم"),
        contents="فهرست",
        note="یادداشت نویسنده",
        expected="3 مهٔ 2031",
        face="NotoNaskhArabic-Regular.ttf",
    ),
    Sample(
        lang="he",
        title="הדרך אל הים",
        author="שלום עליכם",
        sort="שלום עליכם",
        chapter="המנורה",
        first="האיש הגיע אל הכפר בערב, והגשם ירד על הדרך. הוא אמר: „אני מחפש את הבית של "
        "Mary Shelley ברחוב הזה, מספר 12.” אחר כך ישב ליד הדלת וחיכה.",
        stressed="איש לא פתח.",
        letter=("אחי היקר,", "הגעתי אתמול ושלומי טוב. הים שקט והאנשים טובים.", "יוסף"),
        verse=("הים הגדול, אמור לי איפה הערב", "כי עייפתי מן הציפייה"),
        footnote="הכפר קטן ואין לו שם במפה.",
        says="תודה לכל מי שקרא את הפרק הראשון.",
        second="בבוקר פתחה האישה את החלון. היא ראתה את הספינה הרחוקה ושמעה את קול המים. "
        "היא לא אמרה דבר, אבל חייכה.",
        promise="אכתוב את הפרק הזה בקרוב.",
        labels=("פרק ראשון", "פרק שני"),
        contents="תוכן העניינים",
        note="דבר המחבר",
        expected="3 במאי 2031",
        face="NotoSerifHebrew-Regular.ttf",
    ),
    Sample(
        lang="zh",
        title="海边的路",
        author="鲁迅",
        sort="鲁迅",
        chapter="灯",
        first="傍晚，那个人走进了村子，雨落在路上。他说：“我在找 Mary Shelley 的家，就在这条街的"
        "12号。”然后他坐在门边等着……没有人知道他等了多久——也许一整夜。",
        stressed="没有人开门。",
        letter=("亲爱的哥哥：", "我昨天到了，一切都好。海很安静，这里的人也很好。", "小明"),
        verse=("大海啊，告诉我黄昏在哪里", "我已经等得累了"),
        footnote="村子很小，地图上没有它的名字。",
        says="谢谢每一位读者。",
        second="早晨，女人打开了窗户。她看见了远处的船，听见了水声。她什么也没有说，只是笑了笑。",
        promise="这一章很快就会写完。",
        labels=("第一章", "第二章"),
        contents="目录",
        note="作者的话",
        expected="预计2031年5月3日",
        face="NotoSerifCJK-Regular.ttc",
    ),
    Sample(
        lang="ja",
        title="海への道",
        author="夏目漱石",
        sort="夏目漱石",
        chapter="灯り",
        first="夕方、男は村に着いた。道には雨が降っていた。「この通りの十二番地で、Mary Shelley の"
        "家を探しています」と男は言った。それから戸口のそばに座って、ずっと待っていた。",
        stressed="だれも戸を開けなかった。",
        letter=("兄さんへ", "きのう着きました。元気です。海は静かで、みんな親切です。", "太郎より"),
        verse=("海よ、夕べはどこにあるのか", "私はもう待ちくたびれた"),
        footnote="小さな村で、地図には名前がない。",
        says="読んでくださって、ありがとうございます。",
        second="朝、女は窓を開けた。遠くの船が見えて、水の音が聞こえた。何も言わなかったが、"
        "少し笑った。",
        promise="この章はもうすぐ書きます。",
        labels=("第一章", "第二章"),
        contents="目次",
        note="作者より",
        expected="2031年5月3日公開予定",
        face="NotoSerifCJK-Regular.ttc",
    ),
    Sample(
        lang="ko",
        title="바다로 가는 길",
        author="김소월",
        sort="김소월",
        chapter="등불",
        first="저녁에 한 남자가 마을에 도착했다. 길에는 비가 내리고 있었다. “이 거리 12번지에서 "
        "Mary Shelley 의 집을 찾고 있습니다.” 그는 이렇게 말하고 문 옆에 앉아 기다렸다.",
        stressed="아무도 문을 열지 않았다.",
        letter=(
            "형에게",
            "어제 도착했어. 나는 잘 지내. 바다는 조용하고 사람들은 친절해.",
            "민수가",
        ),
        verse=("바다야, 저녁은 어디에 있니", "나는 기다리다 지쳤다"),
        footnote="작은 마을이라 지도에는 이름이 없다.",
        says="읽어 주셔서 고맙습니다.",
        second="아침에 여자가 창문을 열었다. 멀리 있는 배가 보이고 물소리가 들렸다. 여자는 "
        "아무 말도 하지 않았지만 웃었다.",
        promise="이 장은 곧 쓰겠습니다.",
        labels=("제1장", "제2장"),
        contents="차례",
        note="작가의 말",
        expected="2031년 5월 3일 공개 예정",
        face="NotoSerifCJK-Regular.ttc",
    ),
    Sample(
        lang="ru",
        title="Дорога к морю",
        author="Антон Чехов",
        sort="Чехов, Антон",
        chapter="Лампа",
        first="Вечером человек пришёл в деревню, и дождь падал на дорогу. «Я ищу дом Mary Shelley "
        "на этой улице, номер 12», — сказал он. Потом он сел у двери и ждал.",
        stressed="Никто не открыл.",
        letter=("Дорогой брат,", "я приехал вчера, всё хорошо. Море спокойное.", "Иван"),
        verse=("Скажи мне, море, где же вечер", "Я долго ждал и я устал"),
        footnote="Деревня маленькая, и на карте её нет.",
        says="Спасибо всем читателям.",
        second="Утром женщина открыла окно. Она увидела далёкий корабль и услышала шум воды. "
        "Она ничего не сказала, но улыбнулась.",
        promise="Скоро я напишу эту главу.",
        labels=("Глава первая", "Глава вторая"),
        contents="Содержание",
        note="От автора",
        expected="Ожидается 3 мая 2031 г.",
    ),
    Sample(
        lang="uk",
        title="Дорога до моря",
        author="Леся Українка",
        sort="Українка, Леся",
        chapter="Лампа",
        first="Увечері чоловік прийшов у село, і дощ падав на дорогу. «Я шукаю дім Mary Shelley "
        "на цій вулиці, номер 12», — сказав він. Потім він сів біля дверей і чекав.",
        stressed="Ніхто не відчинив.",
        letter=("Любий брате,", "я приїхав учора, усе добре. Море спокійне.", "Іван"),
        verse=("Скажи мені, море, де той вечір", "Я довго чекав і я втомився"),
        footnote="Село маленьке, і на мапі його немає.",
        says="Дякую всім читачам.",
        second="Уранці жінка відчинила вікно. Вона побачила далекий корабель і почула шум води. "
        "Вона нічого не сказала, але усміхнулася.",
        promise="Скоро я напишу цей розділ.",
        labels=("Розділ перший", "Розділ другий"),
        contents="Зміст",
        note="Від автора",
        expected="Очікується 3 травня 2031 р.",
    ),
    Sample(
        lang="el",
        title="Ο δρόμος προς τη θάλασσα",
        author="Κωνσταντίνος Καβάφης",
        sort="Καβάφης, Κωνσταντίνος",
        chapter="Η λάμπα",
        first="Το βράδυ ο άνθρωπος έφτασε στο χωριό και η βροχή έπεφτε στον δρόμο. «Ψάχνω το σπίτι "
        "της Mary Shelley σε αυτόν τον δρόμο, αριθμός 12», είπε. Μετά κάθισε και περίμενε.",
        stressed="Κανείς δεν άνοιξε.",
        letter=("Αγαπητέ αδελφέ,", "έφτασα χθες και είμαι καλά. Η θάλασσα είναι ήρεμη.", "Γιάννης"),
        verse=("Θάλασσα, πες μου πού είναι το βράδυ", "κουράστηκα πια να περιμένω"),
        footnote="Το χωριό είναι μικρό και δεν υπάρχει στον χάρτη.",
        says="Ευχαριστώ όλους τους αναγνώστες.",
        second="Το πρωί η γυναίκα άνοιξε το παράθυρο. Είδε το μακρινό πλοίο και άκουσε τον ήχο του "
        "νερού. Δεν είπε τίποτα, αλλά χαμογέλασε.",
        promise="Θα γράψω σύντομα αυτό το κεφάλαιο.",
        labels=("Κεφάλαιο 1", "Κεφάλαιο 2"),
        contents="Περιεχόμενα",
        note="Σημείωμα του συγγραφέα",
        expected="Αναμένεται: 3 Μαΐου 2031",
    ),
    Sample(
        lang="tr",
        title="Denize Giden Yol",
        author="Ömer Seyfettin",
        sort="Seyfettin, Ömer",
        chapter="Işık",
        first="Adam akşam köye vardı ve yola yağmur yağıyordu. “Bu sokakta Mary Shelley’nin evini "
        "arıyorum, numara 12,” dedi. Sonra kapının yanına oturdu ve bekledi.",
        stressed="Kimse kapıyı açmadı.",
        letter=("Sevgili kardeşim,", "dün geldim ve iyiyim. Deniz sakin, insanlar iyi.", "İsmail"),
        verse=("Deniz, söyle bana akşam nerede", "beklemekten yoruldum artık"),
        footnote="Köy küçüktür ve haritada adı yoktur.",
        says="Bütün okurlara teşekkür ederim.",
        second="Sabah kadın pencereyi açtı. Uzaktaki gemiyi gördü ve suyun sesini duydu. "
        "Hiçbir şey söylemedi ama gülümsedi.",
        promise="Bu bölümü yakında yazacağım.",
        labels=("Birinci Bölüm", "İkinci Bölüm"),
        contents="İçindekiler",
        note="Yazarın notu",
        expected="Beklenen tarih: 3 Mayıs 2031",
    ),
    Sample(
        lang="hi",
        title="समुद्र की राह",
        author="प्रेमचंद",
        sort="प्रेमचंद",
        chapter="दीपक",
        first="शाम को वह आदमी गाँव पहुँचा और रास्ते पर बारिश हो रही थी। उसने कहा, “मैं इस सड़क पर "
        "Mary Shelley का घर ढूँढ रहा हूँ, नंबर 12।” फिर वह दरवाज़े के पास बैठकर इंतज़ार करने लगा।",
        stressed="किसी ने दरवाज़ा नहीं खोला।",
        letter=("प्रिय भाई,", "मैं कल पहुँचा और ठीक हूँ। समुद्र शांत है।", "मोहन"),
        verse=("हे सागर, बता शाम कहाँ है", "मैं इंतज़ार से थक गया हूँ"),
        footnote="गाँव छोटा है और नक्शे पर उसका नाम नहीं है।",
        says="सभी पाठकों को धन्यवाद।",
        second="सुबह औरत ने खिड़की खोली। उसने दूर का जहाज़ देखा और पानी की आवाज़ सुनी। उसने कुछ "
        "नहीं कहा, पर मुस्कुराई।",
        promise="मैं यह अध्याय जल्दी लिखूँगा।",
        labels=("अध्याय 1", "अध्याय 2"),
        contents="विषय-सूची",
        note="लेखक की टिप्पणी",
        expected="अपेक्षित: 3 मई 2031",
        face="NotoSerifDevanagari-Regular.ttf",
    ),
    Sample(
        lang="th",
        title="ทางไปทะเล",
        author="สุนทรภู่",
        sort="สุนทรภู่",
        chapter="ตะเกียง",
        first="ตอนเย็นชายคนนั้นเดินมาถึงหมู่บ้านและฝนกำลังตกบนถนน เขาพูดว่า “ผมกำลังหาบ้านของ "
        "Mary Shelley บนถนนสายนี้ เลขที่ 12” แล้วเขาก็นั่งรออยู่ข้างประตู",
        stressed="ไม่มีใครเปิดประตู",
        letter=("พี่ที่รัก", "ผมมาถึงเมื่อวานและสบายดี ทะเลสงบและผู้คนใจดี", "สมชาย"),
        verse=("ทะเลเอ๋ย บอกฉันทีว่ายามเย็นอยู่ที่ไหน", "ฉันเหนื่อยกับการรอคอย"),
        footnote="หมู่บ้านเล็กและไม่มีชื่อบนแผนที่",
        says="ขอบคุณผู้อ่านทุกคน",
        second="ตอนเช้าผู้หญิงเปิดหน้าต่าง เธอเห็นเรือที่อยู่ไกลและได้ยินเสียงน้ำ เธอไม่ได้พูดอะไรแต่ยิ้ม",
        promise="ฉันจะเขียนบทนี้เร็ว ๆ นี้",
        labels=("บทที่ 1", "บทที่ 2"),
        contents="สารบัญ",
        note="หมายเหตุผู้เขียน",
        expected="คาดว่า 3 พฤษภาคม ค.ศ. 2031",
        face="NotoSerifThai-Regular.ttf",
    ),
    Sample(
        lang="hu",
        title="Út a tengerhez",
        author="Jókai Mór",
        sort="Jókai Mór",
        chapter="A lámpa",
        first="A férfi este ért a faluba, és az útra eső hullott. „Mary Shelley házát keresem "
        "ebben az utcában, a 12-es számot” – mondta. Aztán leült az ajtó mellé, és várt.",
        stressed="Senki sem nyitott ajtót.",
        letter=("Kedves bátyám!", "Tegnap érkeztem, és jól vagyok. A tenger nyugodt.", "János"),
        verse=("Tenger, mondd meg, hol az este", "már belefáradtam a várásba"),
        footnote="A falu kicsi, és nincs rajta a térképen.",
        says="Köszönöm minden olvasónak.",
        second="Reggel az asszony kinyitotta az ablakot. Látta a távoli hajót, és hallotta a víz "
        "hangját. Nem szólt semmit, csak mosolygott.",
        promise="Ezt a fejezetet hamarosan megírom.",
        labels=("Chapter One", "Chapter Two"),
        contents="Contents",
        note="Author’s note",
        expected="Expected 2031. május 3.",
    ),
)
