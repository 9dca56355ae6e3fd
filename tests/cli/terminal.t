Charts without a picture: as text, as wide as the terminal, in plain ASCII where there is no UTF-8.

    $ tradefig import -q $SAMPLES/*.txt >/dev/null
    $ tradefig chart KZ-RU --terminal
    Kazakhstan–Russia trade is close to, but not yet on, the path to $30bn by 2025
    Bilateral goods turnover as stated in news articles, billion US dollars, and
    projection to 2026
    
    2021  █████████████████████████▌                               24.5
    2022  ███████████████████████████                              26.0
    2023  █████████████████████████████▏                           28.0
    2024  ████████████████████▸          ┊                       > 20.0  Jan–Sep
                                    ┄░▓░░┄                         27.8  (26.0–29.5)
    2025                      ┄┄┄░░░░░░░▓◆░░░░░░┄┄┄┄┄┄             29.1  (23.0–36.3)
    2026                    ┄┄┄┄░░░░░░░░░▓░░░░░░░░░░░┄┄┄┄┄┄┄┄┄     30.5  (22.0–41.3)
    
    ◆ Target: $30bn by 2025, stated Nov 2024 · 43% likely
    █ exact  ┄ 95% range  ░ 80% range  ▓ median  ▸ or more  ◆ target
    Source: 5 claims in 3 articles, latest 27 Nov 2024. As of 29 Nov 2024 ·
    tradefig 0.1.0
    $ COLUMNS=60 LC_ALL=C tradefig chart KZ-RU -t
    Kazakhstan-Russia trade is close to, but not yet on, the
    path to $30bn by 2025
    Bilateral goods turnover as stated in news articles, billion
    US dollars, and projection to 2026
    
    2021  ################                     24.5
    2022  #################                    26.0
    2023  ##################                   28.0
    2024  ############>      |               > 20.0  Jan-Sep
                          .+.-                 27.8  (26.0-29.5)
    2025              --....+*...----          29.1  (23.0-36.3)
    2026             ---.....+......------     30.5  (22.0-41.3)
    
    * Target: $30bn by 2025, stated Nov 2024 - 43% likely
    # exact  - 95% range  . 80% range  + median  > or more
    * target
    Source: 5 claims in 3 articles, latest 27 Nov 2024. As of 29
    Nov 2024 - tradefig 0.1.0
    $ COLUMNS=60 tradefig chart KZ-RU --ascii --kind pace
    2024 is heading for about $27.8bn, after $28bn in 2023; the
    path asks for $29bn
    Kazakhstan-Russia turnover from January on, billion US
    dollars
    
    Jan-Sep  * 21.4
    2024  #####################> *           > 20.0
    
    Jan-Dec  * 29.0
    2021  %%%%%%%%%%%%%%%%%%%%%%%%%%%    |     24.5
    2022  %%%%%%%%%%%%%%%%%%%%%%%%%%%%   |     26.0
    2023  %%%%%%%%%%%%%%%%%%%%%%%%%%%%%% |     28.0
    2024                              ..+*     27.8  (26.0-29.5)
    
    # exact  % earlier years  . 80% range  + median  > or more
    * needed in 2024: $29bn
    Source: 5 claims in 3 articles, latest 27 Nov 2024. As of 29
    Nov 2024 - tradefig 0.1.0
    $ tradefig chart KZ-RU -t --kind odds
    The chance of $30bn by 2025 is 43%
    Probability that Kazakhstan–Russia trade reaches $30bn by 2025, as computed on
    each date
    
    2024-11-27  ██████████████████▉                            43%  Eurasia Bulletin
    
    █ likely
    Source: 5 claims in 3 articles, latest 27 Nov 2024. As of 29 Nov 2024 ·
    tradefig 0.1.0

What was said about one year, beside what was believed on each day.

    $ tradefig chart KZ-RU -t --kind claims --period 2022
    What was said about Kazakhstan–Russia trade in 2022
    Kazakhstan–Russia turnover in 2022 as stated on each day, billion US dollars
    (the axis does not start at zero)
    
    2023-03-14             ░░░░░●░░░░░░                   26.0  Volga Business Daily
    2024-11-29  ░░░░░░░░░░░░░░░░░░▓░░░░░░░░░░░░░░░░░░░░   26.2  (24.1–28.5)
    
    ░ 80% range  ▓ median  ● exact
    Source: 5 claims in 3 articles, latest 27 Nov 2024. As of 29 Nov 2024 ·
    tradefig 0.1.0

Several pairs, each as a share of its target: all that have a dated one, or those that are named.

    $ echo 'Trade between Vietnam and South Korea reached 76 billion USD in 2023, and the two sides want to reach 150 billion USD by 2030. In 2022 trade between Vietnam and South Korea was 86.4 billion USD.' | tradefig import -q --date 2024-06-01 -
    1 article, 3 claims, 0 duplicates, 0 failed.   Next: tradefig progress KR-VN
    $ tradefig chart --kind pairs -t
    None of 2 open targets is likelier met than missed
    Turnover as a share of the stated target (dashed line), and probability of
    reaching it
    
    Kazakhstan–Russia · $30bn by 2025 · 43% likely
    2021  ██████████████████████████████████████████████████▋           ┊  82%  24.5
    2022  █████████████████████████████████████████████████████▊        ┊  87%  26.0
    2023  █████████████████████████████████████████████████████████▉    ┊  93%  28.0
    
    South Korea–Vietnam · $150bn by 2030 · 12% likely
    2022  ███████████████████████████████████▊                          ┊  58%  86.4
    2023  ███████████████████████████████▍                              ┊  51%  76.0
    
    █ exact
    Figures: latest year, billion US dollars. Source: 8 claims about 2 pairs. As of
    29 Nov 2024 · tradefig 0.1.0
    $ tradefig chart --kind pairs KR-VN -t --ascii
    The one open target is likelier missed than met
    Turnover as a share of the stated target (dashed line), and probability of
    reaching it
    
    South Korea-Vietnam - $150bn by 2030 - 12% likely
    2022  ####################################                          |  58%  86.4
    2023  ###############################                               |  51%  76.0
    
    # exact
    Figures: latest year, billion US dollars. Source: 3 claims about 1 pair. As of
    29 Nov 2024 - tradefig 0.1.0
    $ tradefig chart --kind pairs KR-VN US-VN -t
    tradefig: no claims for US-VN (US–Vietnam). Did you mean KR-VN? Known pairs: tradefig claims --pairs
    [exit 3]
    $ tradefig chart -t
    tradefig: chart needs a PAIR (only --kind pairs does not); see tradefig help chart
    [exit 2]

Nothing but text goes into a file or a pipe, unless colour is asked for; COLUMNS may be anything.

    $ TERM=xterm tradefig chart KZ-RU -t | grep -c "$(printf '\033')"
    0
    [exit 1]
    $ tradefig chart KZ-RU -t --color always | grep -c "$(printf '\033')"
    14
    $ COLUMNS=3 tradefig chart KZ-RU -t | wc -L
    40
    $ COLUMNS=wide tradefig chart KZ-RU -t | wc -L
    80
    $ COLUMNS=100000 tradefig chart KZ-RU -t | wc -L
    200

Titles, notes, figures and days are those of the language asked for; in ASCII its letters are put into Latin ones.

    $ tradefig chart KZ-RU -t --kind odds --lang ru
    Шансы на 30 млрд долл. к 2025 году — 43%
    Казахстан–Россия: вероятность того, что торговля достигнет цели (30 млрд долл.
    к 2025 году), по расчёту на каждую дату
    
    2024-11-27  ██████████████████▉                            43%  Eurasia Bulletin
    
    █ вероятность
    Источник: 5 сообщений в 3 статьях, последнее — 27 ноября 2024. По состоянию на
    29 ноября 2024 · tradefig 0.1.0
    $ tradefig chart KZ-RU --ascii --kind odds --lang ru
    Sansy na 30 mlrd doll. k 2025 godu - 43%
    Kazahstan-Rossia: veroatnost' togo, cto torgovla dostignet celi (30 mlrd doll. k
    2025 godu), po rascetu na kazduu datu
    
    2024-11-27  ###################                            43%  Eurasia Bulletin
    
    # veroatnost'
    Istocnik: 5 soobsenij v 3 stat'ah, poslednee - 27 noabra 2024. Po sostoaniu na
    29 noabra 2024 - tradefig 0.1.0
    $ tradefig chart KZ-RU -t --kind targets --lang vi
    Mục tiêu đang mở của thương mại Kazakhstan–Nga nhiều khả năng không đạt
    Năm trọn vẹn gần nhất, triển vọng của năm đến hạn và xác suất đạt mục tiêu
    
    30 tỷ USD đến năm 2025 · kim ngạch · xác suất 43%
      ████████████████████████████████████████▏ ◆            93%  28 tỷ USD năm 2023
                                      ░░░░░░░░░▓◆░░░░░░░░░   97%  (77%–121%)
    
    █ đã đạt  ░ dải 80%  ▓ trung vị  ◆ mục tiêu
    Nguồn: 5 thông tin trong 3 bài báo, mới nhất 27/11/2024. Tính đến 29/11/2024 ·
    tradefig 0.1.0
    $ tradefig chart KZ-RU -t --lang de
    tradefig: --lang 'de': needed en|ru|vi
    [exit 2]

What does not go together is said.

    $ tradefig chart KZ-RU -t -o a.svg
    tradefig: a chart goes onto the terminal or into --output, not both; > FILE keeps the text
    [exit 2]
    $ tradefig chart KZ-RU --sixel -t
    tradefig: --sixel is a picture, --terminal and --ascii are text: one of them
    [exit 2]
    $ tradefig chart KZ-RU --sixel -o a.six
    tradefig: --sixel writes onto the terminal; --output FILE.six without it writes a file
    [exit 2]
    $ tradefig chart KZ-RU -t --theme dark
    tradefig: the terminal has its own colours: no --theme there
    [exit 2]
    $ tradefig chart KZ-RU --color never
    tradefig: --color goes with --terminal
    [exit 2]
    $ tradefig chart KZ-RU -t --kind balance
    tradefig: nothing to draw: neither exports nor imports of the pair are stated for a year
    [exit 3]
    $ tradefig chart KZ-RU -t --period 2023
    tradefig: --period goes with --kind claims
    [exit 2]
    $ tradefig chart KZ-RU -t --kind claims --period 2020
    tradefig: nothing to draw: no turnover of the whole of 2020 is stated; most is said of 2023
    [exit 3]
