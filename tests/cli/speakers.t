Whose figure it is, told by the words around it: the country of an office stands before it, behind it or in it.

    $ printf 'Товарооборот вырос\n\nПосол Казахстана в России сообщил, что товарооборот между Казахстаном и Россией в 2023 году составил 26 млрд долларов.\n' >1.txt
    $ printf 'Trade up\n\nThe president of Russia said that trade turnover between Russia and Kazakhstan reached 28 billion dollars in 2023. Trade between Kazakhstan and Russia was 26.1 billion dollars in 2022, the Ministry of Trade and Integration of Kazakhstan said.\n' >2.txt
    $ printf 'Thương mại\n\nBộ trưởng Công Thương Việt Nam cho biết kim ngạch thương mại Việt Nam - Trung Quốc năm 2023 đạt 171 tỷ USD. Theo Tổng cục Hải quan Trung Quốc, kim ngạch thương mại song phương Trung Quốc - Việt Nam năm 2023 đạt 229 tỷ USD.\n' >3.txt
    $ printf 'Comercio\n\nEl ministro de Economía de Brasil dijo que el comercio entre Brasil y Argentina alcanzó los 28.000 millones de dólares en 2023.\n' >4.txt
    $ for page in 1 2 3 4; do tradefig import --quiet --date 2024-03-0$page --url https://example.org/$page $page.txt >import.txt; done
    $ for pair in KZ-RU VN-CN BR-AR; do tradefig series $pair; done
    PERIOD  FLOW            VALUE  SOURCE         SAID        PAGES  CLAIMS
    2022    turnover  26.1 bn USD  officials:KAZ  2 Mar 2024      1  3
    2023    turnover  26.0 bn USD  officials:KAZ  1 Mar 2024      1  1
    2023    turnover  28.0 bn USD  officials:RUS  2 Mar 2024      1  2
    PERIOD  FLOW             VALUE  SOURCE          SAID        PAGES  CLAIMS
    2023    turnover  171.0 bn USD  officials:VNM   3 Mar 2024      1  4
    2023    turnover  229.0 bn USD  statistics:CHN  3 Mar 2024      1  5
    PERIOD  FLOW            VALUE  SOURCE         SAID        PAGES  CLAIMS
    2023    turnover  28.0 bn USD  officials:BRA  4 Mar 2024      1  6
