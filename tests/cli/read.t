How a page is read, for a person and for a program; requests are answered one by one, and a bad one costs only itself.

    $ printf '<html lang="en"><head><title>Kenya sells more tea - Harbour Post</title><meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="2024-11-27T10:00:00+03:00"></head><body><h1>Kenya sells more tea</h1><p>By Amina Otieno</p><p>Trade between Kenya and India reached 3 billion dollars in 2023, the ministry said.</p></body></html>' > page.html
    $ tradefig read page.html
    page.html
      title     Kenya sells more tea
      date      27 Nov 2024 (meta)
      outlet    Harbour Post
      author    Amina Otieno
      language  en
      encoding  UTF-8
    
    Trade between Kenya and India reached 3 billion dollars in 2023, the ministry said.
    
    $ tradefig read --json page.html
    {"id":"page.html","title":"Kenya sells more tea","date":"2024-11-27","date_basis":"meta","outlet":"Harbour Post","publisher":null,"author":"Amina Otieno","lang":"en","url":null,"encoding":"UTF-8","bad_bytes":0,"text":"Trade between Kenya and India reached 3 billion dollars in 2023, the ministry said."}
    $ printf '{"id":1,"text":"Trade grew\\n\\nTea went to India."}\nnonsense\n{"id":"b","html_path":"none.html"}\n' | tradefig read --jsonl
    {"id":"1","title":"Trade grew","date":null,"date_basis":"unknown","outlet":null,"publisher":null,"author":null,"lang":"en","url":null,"encoding":"UTF-8","bad_bytes":0,"text":"Tea went to India."}
    {"id":"line-2","error":"line 2: is no JSON object, a request was needed"}
    {"id":"b","error":"cannot open: No such file or directory"}
    [exit 4]
